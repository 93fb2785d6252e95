"""The hub as huggingface_hub and the hf command see it; large files go by hf_xet, as they do by default.

hub.py SCENARIO, with HUB, ADMIN, ADA and BOB (tokens) in the environment.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

home = tempfile.mkdtemp()
# Read when huggingface_hub is imported.
os.environ |= {
    "HF_ENDPOINT": os.environ["HUB"], "HF_HOME": home, "HF_HUB_DISABLE_PROGRESS_BARS": "1", "HF_HUB_DISABLE_TELEMETRY": "1",
}

from huggingface_hub import (  # noqa: E402
    CommitOperationAdd, CommitOperationCopy, CommitOperationDelete, HfApi, HfFileSystem, get_hf_file_metadata,
    get_session, hf_hub_download, hf_hub_url, snapshot_download,
)
from huggingface_hub.errors import (  # noqa: E402
    EntryNotFoundError, GatedRepoError, HfHubHTTPError, RepositoryNotFoundError, RevisionNotFoundError,
)

HUB, ADA, BOB = os.environ["HUB"], os.environ["ADA"], os.environ["BOB"]
ada, bob = HfApi(token=ADA), HfApi(token=BOB)
LARGE = os.urandom(12_000_000)
count = 0


def fresh(word, **how):
    """A new repository of ada's."""
    global count
    count += 1
    name = f"ada/py-{word}-{int(time.time() * 1000):x}-{count}"
    ada.create_repo(name, **how)
    return name


def same(claim, actual, expected):
    if actual != expected:
        raise AssertionError(f"{claim}: expected {expected!r:.400}, got {actual!r:.400}")
    print("ok ", claim)


def refused(claim, kind, deed, status=None):
    try:
        answer = deed()
    except kind as error:
        if status is not None:
            same(f"{claim} ({status})", error.response.status_code, status)
        else:
            print("ok ", claim)
        return
    raise AssertionError(f"{claim}: nothing was refused, the answer is {answer!r:.400}")


def bearer(token):
    return {"authorization": f"Bearer {token}"}


def fetched(repo, path, token=ADA, **how):
    return pathlib.Path(hf_hub_download(repo, path, token=token, **how)).read_bytes()


def hf(*words, token=ADA):
    """The command, beside the Python that runs this."""
    command = [pathlib.Path(sys.executable).parent / "hf", *words]
    ran = subprocess.run(command, env=os.environ | {"HF_TOKEN": token, "NO_COLOR": "1"}, capture_output=True, text=True)
    if ran.returncode:
        raise AssertionError(f"hf {' '.join(words)}: {ran.stdout}{ran.stderr}")
    return ran.stdout


def bytes_():
    repo = fresh("bytes")
    files = {"README.md": b"---\nlicense: mit\n---\n# Bytes\n", "a/b \u00fc.txt": b"x", "empty.txt": b"", "large.bin": LARGE}
    ada.create_commit(repo, [CommitOperationAdd(path, content) for path, content in files.items()], commit_message="All")
    for path, content in files.items():
        same(f"'{path}' comes back", fetched(repo, path) == content, True)
    head = get_hf_file_metadata(hf_hub_url(repo, "large.bin"), token=ADA)
    same("the head of a large file says its size and commit",
         (head.size, head.commit_hash), (len(LARGE), ada.repo_info(repo).sha))
    same("and that it has chunks", head.xet_file_data is not None, True)
    same("its last commit is told", ada.get_paths_info(repo, ["large.bin"], expand=True)[0].last_commit.title, "All")
    ada.create_commit(repo, [CommitOperationCopy("large.bin", "copy.bin"), CommitOperationDelete("a/", is_folder=True)],
                      commit_message="Copy and delete")
    same("a copy is the same file", fetched(repo, "copy.bin") == LARGE, True)
    same("a folder is deleted", ada.file_exists(repo, "a/b \u00fc.txt"), False)
    noise = os.urandom(80 << 20)
    ada.upload_file(path_or_fileobj=noise, path_in_repo="noise.bin", repo_id=repo)
    same("a file that fills a xorb with what cannot be compressed comes back", fetched(repo, "noise.bin") == noise, True)


def folders():
    repo, folder = fresh("folders"), pathlib.Path(tempfile.mkdtemp())
    for number in range(60):
        (folder / f"{number}.txt").write_text(str(number))
    (folder / "sub").mkdir()
    (folder / "sub" / "weights.bin").write_bytes(LARGE[:3_000_000])
    ada.upload_folder(repo_id=repo, folder_path=folder, path_in_repo="all", ignore_patterns="1*.txt")
    back = pathlib.Path(snapshot_download(repo, token=ADA, allow_patterns="all/*"))
    same("what was not ignored comes back", len(list(back.rglob("*.txt"))), 49)
    same("its large file too", (back / "all/sub/weights.bin").read_bytes() == LARGE[:3_000_000], True)
    ada.upload_folder(repo_id=repo, folder_path=folder / "sub", path_in_repo="all", delete_patterns="*.txt")
    same("deleted by patterns", [f for f in ada.list_repo_files(repo) if f.endswith(".txt")], [])
    files = HfFileSystem(token=ADA)
    with files.open(f"{repo}/all/sub/weights.bin", "rb") as opened:
        opened.seek(2_000_000)
        same("a file is read from its middle", opened.read(1000) == LARGE[2_000_000:2_001_000], True)
    with files.open(f"{repo}/written.txt", "w") as opened:
        opened.write("hello")
    same("and written as on a disk", fetched(repo, "written.txt"), b"hello")


def beginnings():
    repo = fresh("begun")
    same("a new repository has a head", len(ada.repo_info(repo).sha), 40)
    same("and a commit", len(ada.list_repo_commits(repo)), 1)
    same("and can be brought", pathlib.Path(snapshot_download(repo, token=ADA)).is_dir(), True)
    ada.create_branch(repo, branch="dev")
    ada.create_tag(repo, tag="v0")
    ada.upload_file(path_or_fileobj=b"d", path_in_repo="d.txt", repo_id=repo, revision="dev")
    same("a branch is written to", fetched(repo, "d.txt", revision="dev"), b"d")
    refused("which main does not have", EntryNotFoundError, lambda: fetched(repo, "d.txt"))
    refs = ada.list_repo_refs(repo)
    same("refs are told", (sorted(b.name for b in refs.branches), [t.name for t in refs.tags]), (["dev", "main"], ["v0"]))
    ada.delete_branch(repo, branch="dev")
    ada.delete_tag(repo, tag="v0")
    ada.upload_file(path_or_fileobj=b"e", path_in_repo="e.txt", repo_id=repo)
    ada.super_squash_history(repo)
    same("squashed to one", len(ada.list_repo_commits(repo)), 1)
    ada.move_repo(repo, repo + "-moved")
    same("moved, and its old name leads there", ada.model_info(repo).id, repo + "-moved")


def refusals():
    repo = fresh("refusals", private=True)
    ada.upload_file(path_or_fileobj=LARGE[:2_000_000], path_in_repo="w.bin", repo_id=repo)
    refused("a private one is not there for bob", RepositoryNotFoundError, lambda: bob.model_info(repo))
    refused("nor are its files", RepositoryNotFoundError, lambda: fetched(repo, "w.bin", BOB))
    ada.update_repo_settings(repo, private=False, gated="manual")
    same("a gated one is seen", bob.model_info(repo).gated, "manual")
    refused("but not fetched", GatedRepoError, lambda: fetched(repo, "w.bin", BOB))
    ada.grant_access(repo, "bob")
    same("until granted", fetched(repo, "w.bin", BOB) == LARGE[:2_000_000], True)
    same("which is listed", [r.username for r in ada.list_accepted_access_requests(repo)], ["bob"])
    ada.reject_access_request(repo, "bob", rejection_reason="Changed our mind.")
    refused("and not after", GatedRepoError, lambda: fetched(repo, "w.bin", BOB, cache_dir=tempfile.mkdtemp()))
    refused("no such file", EntryNotFoundError, lambda: fetched(repo, "no.txt"))
    refused("no such revision", RevisionNotFoundError, lambda: fetched(repo, "w.bin", revision="nope"))
    refused("bob may not write", HfHubHTTPError,
            lambda: bob.upload_file(path_or_fileobj=b"x", path_in_repo="x", repo_id=repo), 403)
    refused("a parent that is not the head", HfHubHTTPError, lambda: ada.create_commit(
        repo, [CommitOperationAdd("z", b"z")], commit_message="z", parent_commit="0" * 40), 412)
    refused("a name that is taken", HfHubHTTPError, lambda: ada.create_repo(repo), 409)
    refused("a wrong token", HfHubHTTPError, lambda: HfApi(token="hf_wrong").whoami(), 401)


def requests():
    """Access on terms: who asks, the three lists, and every decision of the publisher."""
    repo = fresh("gated")
    ada.upload_file(path_or_fileobj=b"weights", path_in_repo="model.bin", repo_id=repo)
    ada.update_repo_settings(repo, gated="manual")
    refused("it is not had before it is asked for", GatedRepoError, lambda: fetched(repo, "model.bin", BOB))
    asked = get_session().get(f"{HUB}/api/models/{repo}/user-access-request/ask", headers=bearer(BOB)).json()
    get_session().post(
        f"{HUB}/api/models/{repo}/user-access-request/ask", headers=bearer(BOB),
        json={"fields": {}, "termsSha256": asked["termsSha256"]},
    ).raise_for_status()
    same("who asks is pending", [(one.username, one.status) for one in ada.list_pending_access_requests(repo)],
         [("bob", "pending")])
    refused("others see no list", HfHubHTTPError, lambda: list(bob.list_pending_access_requests(repo)), 403)
    ada.accept_access_request(repo, "bob")
    same("and accepted", [one.username for one in ada.list_accepted_access_requests(repo)], ["bob"])
    same("has it", fetched(repo, "model.bin", BOB), b"weights")
    ada.cancel_access_request(repo, "bob")
    same("is pending again", [one.username for one in ada.list_pending_access_requests(repo)], ["bob"])
    ada.reject_access_request(repo, "bob", rejection_reason="not now")
    same("or rejected", [one.username for one in ada.list_rejected_access_requests(repo)], ["bob"])
    refused("and then has it not", GatedRepoError, lambda: get_hf_file_metadata(
        hf_hub_url(repo, "model.bin"), token=BOB))
    other = fresh("granted")
    ada.update_repo_settings(other, gated="manual")
    ada.grant_access(other, "bob")
    same("access is granted unasked", [one.username for one in ada.list_accepted_access_requests(other)], ["bob"])
    refused("once", HfHubHTTPError, lambda: ada.grant_access(other, "bob"), 400)
    refused("and to nobody who is not", HfHubHTTPError, lambda: ada.grant_access(other, "nobody-there"), 404)


def command():
    repo, folder = fresh("command"), pathlib.Path(tempfile.mkdtemp())
    (folder / "large.bin").write_bytes(LARGE)
    (folder / "note.txt").write_text("note")
    same("who it is", "ada" in hf("auth", "whoami"), True)
    hf("upload", repo, str(folder), ".")
    hf("download", repo, "--local-dir", str(folder / "back"))
    same("what went up comes down", (folder / "back/large.bin").read_bytes() == LARGE, True)
    hf("upload", repo, str(folder / "note.txt"), "data/note.txt", "--repo-type", "model", "--commit-message", "Note it")
    same("with the title given", ada.list_repo_commits(repo)[0].title, "Note it")


SCENARIOS = {"bytes": bytes_, "folders": folders, "beginnings": beginnings, "refusals": refusals, "requests": requests, "command": command}
SCENARIOS[sys.argv[1]]()
