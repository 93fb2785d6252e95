// Checks a Plimsoll log with golang.org/x/mod/sumdb, the code that the Go command trusts with its own checksum database:
// signed note, tiles, inclusion of every entry, and that the tree continues an older checkpoint. Then it makes sure that
// the same code refuses what was tampered with.
//
//	verify URL VKEY [OLDER-CHECKPOINT-FILE]
package main

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func main() {
	prefix, vkey := os.Args[1], os.Args[2]
	tree := open(get(prefix+"/checkpoint"), vkey)
	ok("signed note: %d entries", tree.N)
	hashes := tlog.TileHashReader(tree, &tiles{prefix: prefix})
	entries := 0
	for first := int64(0); first < tree.N; first += 256 {
		for i, entry := range bundle(prefix, first, tree.N) {
			index := first + int64(i)
			proof, err := tlog.ProveRecord(tree.N, index, hashes)
			must(err)
			must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)))
			changed := append([]byte{}, entry...)
			changed[len(changed)/2] ^= 1
			refused("a changed entry", tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(changed)))
			entries++
		}
	}
	if int64(entries) != tree.N {
		fail("the bundles hold %d entries, the checkpoint says %d", entries, tree.N)
	}
	ok("inclusion: all %d entries, and none of them changed", entries)
	lying := tlog.TileHashReader(tree, &tiles{prefix: prefix, lie: true})
	_, err := tlog.ProveRecord(tree.N, 0, lying)
	refused("a changed tile", err)
	ok("a changed tile is refused: %v", err)
	if len(os.Args) > 3 {
		data, err := os.ReadFile(os.Args[3])
		must(err)
		older := open(data, vkey)
		proof, err := tlog.ProveTree(tree.N, older.N, hashes)
		must(err)
		must(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
		other := older.Hash
		other[0] ^= 1
		refused("another past", tlog.CheckTree(proof, tree.N, tree.Hash, older.N, other))
		ok("consistency: %d continues %d", tree.N, older.N)
	}
}

// open verifies a checkpoint's note, and that the same note with one digit changed is refused.
func open(data []byte, vkey string) tlog.Tree {
	verifier, err := note.NewVerifier(vkey)
	must(err)
	opened, err := note.Open(data, note.VerifierList(verifier))
	must(err)
	_, err = note.Open(bytes.Replace(data, []byte("\n"), []byte("\n1"), 1), note.VerifierList(verifier))
	refused("a changed checkpoint", err)
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != verifier.Name() {
		fail("the origin is %q, the key's name %q", lines[0], verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err)
	root, err := base64.StdEncoding.DecodeString(lines[2])
	must(err)
	tree := tlog.Tree{N: size}
	copy(tree.Hash[:], root)
	return tree
}

// bundle reads the entries from first on, up to 256.
func bundle(prefix string, first, size int64) [][]byte {
	tile := tlog.Tile{H: 8, L: 0, N: first / 256, W: 256}
	if size-first < 256 {
		tile.W = int(size - first)
	}
	data := get(prefix + "/tile/entries" + strings.TrimPrefix(tile.Path(), "tile/8/0"))
	var entries [][]byte
	for len(data) > 0 {
		length := int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:2+length])
		data = data[2+length:]
	}
	return entries
}

// tiles reads hashes from the log; with lie, it flips a bit in each.
type tiles struct {
	prefix string
	lie    bool
}

func (t *tiles) Height() int { return 8 }

func (t *tiles) SaveTiles([]tlog.Tile, [][]byte) {}

func (t *tiles) ReadTiles(wanted []tlog.Tile) ([][]byte, error) {
	var read [][]byte
	for _, tile := range wanted {
		data := get(t.prefix + "/" + strings.Replace(tile.Path(), "tile/8/", "tile/", 1))
		if len(data) != 32*tile.W {
			return nil, fmt.Errorf("%s has %d bytes", tile.Path(), len(data))
		}
		if t.lie {
			data[7] ^= 1
		}
		read = append(read, data)
	}
	return read, nil
}

func get(url string) []byte {
	answer, err := http.Get(url)
	must(err)
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	must(err)
	if answer.StatusCode != 200 {
		fail("%s answered %d: %s", url, answer.StatusCode, data)
	}
	return data
}

func ok(claim string, parts ...any) { fmt.Printf("ok  "+claim+"\n", parts...) }

func must(err error) {
	if err != nil {
		fail("%v", err)
	}
}

func refused(what string, err error) {
	if err == nil {
		fail("%s was accepted", what)
	}
}

func fail(reason string, parts ...any) {
	fmt.Printf("FAILED: "+reason+"\n", parts...)
	os.Exit(1)
}
