package plimsoll.weights.pickle;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/// Modules by what is known of them. These lists make no file safe: they only tell an attack from an unknown class.
final class KnownModules {
    /// Top-level modules of Python 2.7 to 3.14. Nothing in them is needed to hold weights, and much of it runs code,
    /// also where nobody would look for it.
    private static final Set<String> STANDARD = words("""
            abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb binascii
            bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys
            compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses
            dataclasses datetime dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno
            faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools gc genericpath getopt getpass
            gettext glob graphlib grp gzip hashlib heapq hmac html http idlelib imaplib imghdr imp importlib inspect
            io ipaddress itertools json keyword lib2to3 linecache locale logging lzma mailbox mailcap marshal math
            mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis nntplib nt ntpath nturl2path numbers
            opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools pipes pkgutil platform plistlib
            poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc pydoc_data pyexpat queue
            quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve shlex
            shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants
            sre_parse ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog
            tabnanny tarfile telnetlib tempfile termios test textwrap this threading time timeit tkinter token
            tokenize tomllib trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest
            urllib uu uuid venv warnings wave weakref webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp
            zipfile zipimport zlib zoneinfo annotationlib compression
            BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie HTMLParser Queue SimpleHTTPServer SocketServer
            StringIO UserDict anydbm bsddb cPickle cStringIO commands compiler cookielib dircache dl exceptions
            execfile fpformat future_builtins hotshot htmllib httplib ihooks imputil md5 mimetools multifile mutex
            new os2emxpath popen2 posixfile rexec rfc822 robotparser sets sgmllib sha statvfs symbol thread
            toaiff urllib2 urlparse user whichdb xmlrpclib
            """);

    /// Others whose names have no business in a file of weights: they run code, reach the network, or are the very
    /// scanners that an attack would want to switch off.
    private static final Set<String> HARMFUL = words("""
            IPython aiohttp cloudpickle dill fabric fickling httpx jsonpickle mlflow modelscan nbconvert nose
            paramiko pip pkg_resources pexpect picklescan pytest requests setuptools sh twisted
            urllib3 websocket websockets yaml
            """);

    /// Classes of the standard library that only hold data.
    private static final Set<String> DATA_CLASSES = words("""
            argparse.Namespace array.array
            builtins.bool builtins.bytearray builtins.bytes builtins.complex builtins.dict builtins.float
            builtins.frozenset builtins.int builtins.list builtins.object builtins.range builtins.set builtins.slice
            builtins.str builtins.tuple builtins.unicode builtins.long
            collections.Counter collections.OrderedDict collections.defaultdict collections.deque
            datetime.date datetime.datetime datetime.time datetime.timedelta datetime.timezone
            decimal.Decimal fractions.Fraction
            pathlib.Path pathlib.PosixPath pathlib.PurePosixPath pathlib.PureWindowsPath pathlib.WindowsPath
            types.SimpleNamespace uuid.UUID copyreg._reconstructor
            """);

    private KnownModules() {}

    /// Whether a class of the standard library only holds data.
    static boolean isDataClass(String fullName) {
        return DATA_CLASSES.contains(fullName);
    }

    /// Whether nothing of this module belongs into a file of weights.
    static boolean isHarmful(String module) {
        int dot = module.indexOf('.');
        var top = dot < 0 ? module : module.substring(0, dot);
        return STANDARD.contains(top) || HARMFUL.contains(top);
    }

    static Set<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+")).collect(Collectors.toUnmodifiableSet());
    }
}
