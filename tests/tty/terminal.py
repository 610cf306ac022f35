"""terminal - the program on a terminal of its own, for tests/tty/run: a pseudo-terminal held by
pexpect, or a tmux window.

No step takes a fixed time: each waits for what it expects, at most TIMEOUT seconds.
May use: Python 3, pexpect, tmux. Must not know: what is tested.
"""
import contextlib
import locale
import os
import re
import shutil
import signal
import subprocess
import termios
import time

try:
    import pexpect
except ImportError:
    pexpect = None

HERE = os.path.dirname(os.path.abspath(__file__))
SRC = os.environ.get('SRC') or os.path.dirname(os.path.dirname(HERE))
CPC = os.environ.get('CPC') or os.path.join(SRC, 'build', 'cpc')
BANK = os.path.join(SRC, 'tests', 'cli', 'bank')
TIMEOUT = 30
# The whole of a prompt: half of one has come when a busy machine is asked.
MORE = re.compile(r'Enter:more(?:,q:enough:|.{0,40}?\(\?help\):)')


class Failure(Exception):
    """What came is not what was expected."""


class Skip(Exception):
    """The machine lacks something."""


def check(good, what):
    if not good:
        raise Failure(what)


def utf8_locale():
    for name in ('C.UTF-8', 'en_US.UTF-8'):
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            return name
    return 'C'


UTF8 = utf8_locale()


def environment(home, **more):
    env = {
        'HOME': home, 'PATH': os.environ['PATH'], 'TMPDIR': home, 'CPC_BANK': BANK,
        'CPC_NOW': '2026-11-22T09:00:00Z', 'TZ': 'UTC', 'LC_ALL': UTF8, 'TERM': 'xterm',
        'INPUTRC': '/dev/null',
        'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', ''),
        'UBSAN_OPTIONS': os.environ.get('UBSAN_OPTIONS', ''),
    }
    env.update(more)
    return env


class Talk:
    """A program on a terminal of its own."""

    begun = []

    def __init__(self, home, args=('study', '--seed', '1'), size=(24, 80), command=CPC, **env):
        if pexpect is None:
            raise Skip('no pexpect (python3-pexpect)')
        self.home = home
        self.modes = os.path.join(home, 'modes')
        if not args: # without any, pexpect would take the name apart at its blanks
            command, args = '/usr/bin/env', [command]
        self.child = pexpect.spawn(
            command, list(args), env=environment(home, **env), cwd=home, dimensions=size,
            encoding='utf-8', timeout=TIMEOUT, preexec_fn=self.note_modes)
        self.child.delaybeforesend = None
        self.said = ''
        Talk.begun.append(self)

    def note_modes(self):
        # What Python ignores, or the shell that runs the tests in the background.
        for number in (signal.SIGPIPE, signal.SIGINT, signal.SIGHUP, signal.SIGTERM, signal.SIGTSTP):
            signal.signal(number, signal.SIG_DFL)
        with open(self.modes, 'w', encoding='ascii') as f:
            f.write(repr(termios.tcgetattr(0)))

    def expect(self, *texts):
        """The texts, in this order. Returns what came up to the end of the last."""
        begin = len(self.said)
        for text in texts:
            try:
                if isinstance(text, re.Pattern):
                    self.child.expect(text)
                else:
                    self.child.expect_exact(text)
            except (pexpect.TIMEOUT, pexpect.EOF) as e:
                raise Failure(f'expected {text!r}, got {self.child.before!r}') from e
            self.said += self.child.before + self.child.after
        return self.said[begin:]

    def send(self, text):
        self.child.send(text)

    def enter(self, text=''):
        self.child.send(text + '\r')

    def end(self, code):
        """The rest, the exit code, and a terminal as it was before."""
        begin = len(self.said)
        try:
            self.child.expect(pexpect.EOF)
        except pexpect.TIMEOUT as e:
            raise Failure(f'expected the end, got {self.child.before!r}') from e
        self.said += self.child.before
        modes = repr(termios.tcgetattr(self.child.child_fd))
        self.child.close()
        got = self.child.exitstatus
        if got is None:
            got = -self.child.signalstatus
        check(got == code, f'expected exit code {code}, got {got}; last: {self.said[-300:]!r}')
        with open(self.modes, encoding='ascii') as f:
            before = f.read()
        check(modes == before, f'the terminal was {before} and is {modes}')
        paste = [self.said.rfind('\033[?2004h'), self.said.rfind('\033[?2004l')]
        check(paste[1] >= paste[0], 'bracketed paste is left on')
        return self.said[begin:]


def cpc(home, *args, typed='', **env):
    """A run without a terminal; its standard output."""
    done = subprocess.run([CPC, *args], env=environment(home, **env), cwd=home, text=True,
                          input=typed, stdout=subprocess.PIPE, check=False, encoding='utf-8')
    return done.stdout


def bare(text):
    """Without escape sequences."""
    return re.sub(r'\033\[[?0-9;]*[A-Za-z]', '', text)


class Window:
    """A program in a tmux window."""

    def __init__(self, home, width, height, args):
        if not shutil.which('tmux'):
            raise Skip('no tmux')
        self.turned = 0
        self.socket = os.path.join(home, 'tmux')
        # Closing the window ends the program, which would write its history when the home is gone.
        env = environment(home, TERM='screen', XDG_STATE_HOME='/dev/null')
        settings = os.path.join(home, 'tmux.conf')
        with open(settings, 'w', encoding='ascii') as f:
            f.write('set -g status off\nset -g default-terminal screen\nset -s escape-time 0\n')
        # `cat` keeps the window once the program has ended.
        script = os.path.join(home, 'script')
        words = ' '.join(f"'{a}'" for a in (CPC, *args))
        with open(script, 'w', encoding='utf-8') as f:
            for key, value in env.items():
                f.write(f"export {key}='{value}'\n")
            f.write(f"cd '{home}'\n{words}\ncat >/dev/null\n")
        self.env = env
        self.tmux('-f', settings, 'new-session', '-d', '-x', str(width), '-y', str(height),
                  'sh', script)

    def tmux(self, *args):
        return subprocess.run(['tmux', '-u', '-S', self.socket, *args], env=self.env, check=True,
                              stdout=subprocess.PIPE, encoding='utf-8', timeout=TIMEOUT).stdout

    def text(self):
        return self.tmux('capture-pane', '-p').rstrip('\n') + '\n'

    def history(self):
        return self.tmux('capture-pane', '-p', '-S', '-')

    def wait(self, text, times):
        """Until `text` has come for the time `times`, counted in all that was shown; pages of what
        is too long for the window are turned."""
        # A window breaks a long line where it likes, and drops the blank there.
        wanted = re.sub(r'\s', '', text)
        end = time.monotonic() + TIMEOUT
        while (shown := re.sub(r'\s', '', self.history())).count(wanted) < times:
            # Whoever waits for that prompt turns the page, or does not, on his own.
            if not MORE.search(wanted) and len(MORE.findall(shown)) > self.turned:
                self.turned += 1
                self.tmux('send-keys', 'Enter')
            if time.monotonic() > end:
                raise Failure(f'expected {text!r} for time {times} in:\n{self.history()}')
            time.sleep(0.01)

    def close(self):
        with contextlib.suppress(subprocess.SubprocessError):
            self.tmux('kill-server')
