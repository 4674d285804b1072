"""The rules that keep the layers apart and the sources readable.

Each is a function of the source tree (mutable_globals: of compiled code) that
yields one line "path:line: what is wrong" for each breach.  test-rules.py runs
them on this tree, and on trees that break them.
"""

import pathlib
import re
import subprocess

CODE = ('.c', '.h')
TEXT = CODE + ('.py', '.sh', '.build', '.ui', '.xml', '.md', '.css', '.desktop')
# Where files without an ending may be scripts.
SCRIPT_FOLDERS = ('.ci', 'app', 'tests')
MAX_COLUMNS = 100
MAX_LINES = 600

# What each layer may include: in quotes by path, in brackets by name.
STANDARD = (r'(assert|ctype|errno|fcntl|fenv|float|inttypes|limits|locale|math'
            r'|pthread|signal|stdalign|stdarg|stdatomic|stdbool|stddef|stdint'
            r'|stdio|stdlib|string|time|unistd|[a-z0-9]*intrin|cpuid'
            r'|sys/(auxv|file|ioctl|mman|resource|stat|time|types|wait))\.h')
GLIB = r'glib\.h|glib/.*\.h'
CAIRO = r'cairo[a-z-]*\.h|pango/.*\.h'
LAYERS = {
    'core': {
        'quoted': r'core/(?!.*/).*',
        'bracketed': f'{STANDARD}|{GLIB}',
    },
    'ui/paint': {
        'quoted': r'core/(?!trainer\.h).*|ui/paint/.*',
        'bracketed': f'{STANDARD}|{GLIB}|{CAIRO}',
    },
    'ui': {
        'quoted': r'core/(?!trainer\.h).*|ui/.*',
        'bracketed': f'{STANDARD}|{GLIB}|{CAIRO}|g(dk|io|tk|lib-object).*',
    },
    'app': {
        'quoted': r'(core|ui|app)/.*',
        'bracketed': f'{STANDARD}|{GLIB}|{CAIRO}'
                     r'|g(dk|io|tk|lib-(object|unix)).*',
    },
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"(?P<quoted>[^"]+)"'
                     r'|<(?P<bracketed>[^>]+)>)', re.MULTILINE)

# A library neither prints nor ends its program.
NOISE = re.compile(r'\b(v?printf|puts|putchar|perror|g_v?print|g_v?printerr'
                   r'|_?exit|quick_exit|abort|g_error|g_log\w*|g_message'
                   r'|g_warning|g_debug|g_info)\s*\('
                   r'|\b(stdout|stderr)\b')
COMMENT_OR_STRING = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'',
    re.DOTALL)
UNFINISHED = re.compile(r'\b(TO' r'DO|FIX' r'ME|XX' r'X)\b')
TRANSLATED = re.compile(r'(?<![\w])(N?_|C_|NC_|g?n(gettext|dgettext|pgettext))'
                        r'\s*\(\s*"|\bngettext\s*\(|translatable="yes"')


def sources(root, suffixes, below=''):
    """The files with these endings, hidden and build folders left out."""
    for path in sorted(pathlib.Path(root, below).rglob('*')):
        parts = path.relative_to(root).parts
        hidden = any(part.startswith('.') or part.startswith('build')
                     for part in parts[:-1])
        if path.suffix in suffixes and not hidden and path.is_file():
            yield path


def scripts(root):
    """The files without an ending that begin with #!."""
    for folder in SCRIPT_FOLDERS:
        for path in sorted(pathlib.Path(root, folder).rglob('*')):
            if path.suffix == '' and path.is_file():
                with path.open('rb') as file:
                    if file.read(2) == b'#!':
                        yield path


def layer_of(path, root):
    """The key of LAYERS for a file, the longest that fits, or None."""
    relative = path.relative_to(root).as_posix()
    fitting = [layer for layer in LAYERS if relative.startswith(layer + '/')]
    return max(fitting, key=len, default=None)


def at(path, root, text, offset, what):
    line = text.count('\n', 0, offset) + 1
    return f'{path.relative_to(root)}:{line}: {what}'


def without_comments(text):
    """The code with comments and strings blanked, its lines as they were."""
    return COMMENT_OR_STRING.sub(
        lambda match: re.sub(r'[^\n]', ' ', match[0]), text)


def includes(root):
    """Each layer includes only what is below it."""
    for path in sources(root, CODE):
        layer = layer_of(path, root)
        if layer is None:
            continue
        text = path.read_text(encoding='utf-8')
        for match in INCLUDE.finditer(text):
            kind = match.lastgroup
            if not re.fullmatch(LAYERS[layer][kind], match[kind]):
                yield at(path, root, text, match.start(),
                         f'{layer}/ must not include {match[kind]}')


def silence(root):
    """core/ does not print, log or exit."""
    for path in sources(root, CODE, 'core'):
        text = without_comments(path.read_text(encoding='utf-8'))
        for match in NOISE.finditer(text):
            yield at(path, root, text, match.start(),
                     f'core/ must not use {match[0].rstrip(" (")}')


def line_lengths(root):
    """No line is wider than MAX_COLUMNS."""
    for path in [*sources(root, CODE + ('.py', '.sh', '.build')),
                 *scripts(root)]:
        lines = path.read_text(encoding='utf-8').splitlines()
        for number, line in enumerate(lines, 1):
            if len(line.expandtabs()) > MAX_COLUMNS:
                yield (f'{path.relative_to(root)}:{number}: '
                       f'{len(line.expandtabs())} columns')


def file_lengths(root):
    """No C file is longer than MAX_LINES."""
    for path in sources(root, ('.c',)):
        length = path.read_text(encoding='utf-8').count('\n')
        if length > MAX_LINES:
            yield f'{path.relative_to(root)}:1: {length} lines'


def nothing_unfinished(root):
    """No note of unfinished work."""
    for path in [*sources(root, TEXT), *scripts(root)]:
        text = path.read_text(encoding='utf-8')
        for match in UNFINISHED.finditer(text):
            yield at(path, root, text, match.start(), match[0])


def translations(root):
    """data/po/POTFILES names exactly the files that have something to
    translate."""
    list_file = pathlib.Path(root, 'data/po/POTFILES')
    listed = {line for line in list_file.read_text().splitlines()
              if line and not line.startswith('#')}
    using = {path.relative_to(root).as_posix()
             for folder in ('core', 'ui', 'app', 'data')
             for path in sources(root, ('.c', '.ui'), folder)
             if TRANSLATED.search(path.read_text(encoding='utf-8'))}
    using |= {path.relative_to(root).as_posix()
              for path in sources(root, ('.desktop', '.xml'), 'data')
              if path.name.endswith(('.desktop', '.metainfo.xml', '.mime.xml'))}
    for path in sorted(using - listed):
        yield f'{path}:1: is missing in data/po/POTFILES'
    for path in sorted(listed - using):
        yield f'data/po/POTFILES:1: {path} has nothing to translate'


# xgettext does not expand macros: such a string would be cut short.
STRING = r'\s*"(\\.|[^"\\])*"'
CUT_SHORT = re.compile(r'(?<!\w)(N?_|C_|NC_|ngettext)\s*\('
                       rf'({STRING}\s*,?)*?{STRING}\s*[A-Z]+_[A-Z0-9_]+')


def whole_strings(root):
    """What is to be translated has no macro in it."""
    for folder in ('core', 'ui', 'app'):
        for path in sources(root, ('.c',), folder):
            text = path.read_text(encoding='utf-8')
            for match in CUT_SHORT.finditer(text):
                yield at(path, root, text, match.start(),
                         'a macro cuts the translatable string short')


# A symbol in memory that the program can write to after the loader is done.
WRITABLE = re.compile(r'^[0-9a-f]+ .{7} (\.t?data|\.t?bss|\*COM\*)(\.(?!rel\.ro)'
                      r'\S*)?\s+[0-9a-f]+\s+(\S+)$', re.MULTILINE)
# What GLib's macros keep once for all, and no one can see change.
SETTLED_ONCE = re.compile(r'(q|quark|once|static_g_define_type_id)(\.\d+)?')


def mutable_globals(objects):
    """Compiled code has no variable that outlives a call, but constants."""
    for path in objects:
        symbols = subprocess.run(['objdump', '--syms', path], check=True,
                                 capture_output=True, text=True).stdout
        for match in WRITABLE.finditer(symbols):
            size = int(match[0].split()[-2], 16)
            if size > 0 and not SETTLED_ONCE.fullmatch(match[3]):
                yield f'{pathlib.Path(path).name}: {match[3]} can be changed'
