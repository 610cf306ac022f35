#!/usr/bin/env python3
"""page - looks at pages of HTML in headless Chromium, by its debugging protocol over a pipe.

usage: page.py BROWSER FILE...    speaks TAP
May use: Python 3, the browser. Must not know: what made the pages.
"""
import json
import os
import pathlib
import select
import subprocess
import sys
import tempfile
import time

TIMEOUT = 60
WIDTHS = (900, 360)
SCHEMES = ('light', 'dark')
CONTRAST_LEAST = 4.5 # WCAG 2.1, 1.4.3
FACTS = """(() => {
    const lum = text => {
        const c = text.match(/[0-9.]+/g).slice(0, 3).map(v => v / 255)
            .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2];
    };
    const paper = getComputedStyle(document.body).backgroundColor;
    const contrast = colour => {
        const a = lum(colour), b = lum(paper);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
    const of = (selector, name) => [...document.querySelectorAll(selector)]
        .map(e => contrast(getComputedStyle(e)[name]));
    const pictures = [...document.querySelectorAll('svg[role=img]')];
    return JSON.stringify({
        paper: paper,
        over: document.documentElement.scrollWidth - innerWidth,
        scripts: document.scripts.length,
        bare: pictures.filter(p => !p.querySelector('title') ||
            !/n = [0-9]/.test(p.querySelector('title').textContent) ||
            !document.getElementById(p.getAttribute('aria-labelledby'))).length,
        flat: pictures.filter(p => !(p.getBBox().width > 50 && p.getBBox().height > 20)).length,
        wide: pictures.filter(p => p.getBoundingClientRect().right > innerWidth).length,
        ids: [...document.querySelectorAll('[id]')].length -
            new Set([...document.querySelectorAll('[id]')].map(e => e.id)).size,
        scopeless: document.querySelectorAll('th:not([scope])').length,
        text: Math.min(...of('body, h1, h2, p, td, th, caption, dt, dd', 'color')),
        label: Math.min(99, ...of('svg text', 'fill')),
    });
})()"""


class Browser:
    def __init__(self, command, home):
        there, self.write_end = os.pipe()
        self.read_end, back = os.pipe()
        self.process = subprocess.Popen(
            ['sh', '-c', f'exec "$@" 3<&{there} 4>&{back}', 'sh', command, '--headless',
             '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
             '--disable-background-networking', '--disable-component-update', '--disable-sync',
             f'--user-data-dir={home}', '--remote-debugging-pipe', 'about:blank'],
            pass_fds=(there, back), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        os.close(there)
        os.close(back)
        self.rest, self.number, self.events = b'', 0, []
        targets = self.call('Target.getTargets', session=None)['targetInfos']
        page = next(t['targetId'] for t in targets if t['type'] == 'page')
        self.session = None
        self.session = self.call('Target.attachToTarget', targetId=page, flatten=True)['sessionId']
        for domain in ('Network', 'Page', 'Runtime', 'Log'):
            self.call(f'{domain}.enable')

    def message(self, until):
        while b'\0' not in self.rest:
            ready, _, _ = select.select([self.read_end], [], [], max(0, until - time.monotonic()))
            more = os.read(self.read_end, 65536) if ready else b''
            if not more:
                raise TimeoutError('the browser does not answer')
            self.rest += more
        text, self.rest = self.rest.split(b'\0', 1)
        return json.loads(text)

    def call(self, method, session='', **parameters):
        self.number += 1
        order = {'id': self.number, 'method': method, 'params': parameters}
        if session == '' and self.session:
            order['sessionId'] = self.session
        os.write(self.write_end, json.dumps(order).encode() + b'\0')
        until = time.monotonic() + TIMEOUT
        while True:
            answer = self.message(until)
            if answer.get('id') == self.number:
                if 'error' in answer:
                    raise RuntimeError(f'{method}: {answer["error"]}')
                return answer['result']
            self.events.append(answer)

    session = None

    def open(self, url):
        self.events.clear()
        self.call('Page.navigate', url=url)
        until = time.monotonic() + TIMEOUT
        while not any(e.get('method') == 'Page.loadEventFired' for e in self.events):
            self.events.append(self.message(until))

    def facts(self, width, scheme, media=''):
        self.call('Emulation.setDeviceMetricsOverride', width=width, height=900,
                  deviceScaleFactor=1, mobile=False)
        self.call('Emulation.setEmulatedMedia', media=media,
                  features=[{'name': 'prefers-color-scheme', 'value': scheme}])
        return json.loads(self.call('Runtime.evaluate', expression=FACTS)['result']['value'])

    def seen(self, method):
        return [e['params'] for e in self.events if e.get('method') == method]

    def close(self):
        os.close(self.write_end)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.read_end)


def look(browser, path):
    """[(name, what is wrong or nothing)]"""
    url = pathlib.Path(path).resolve().as_uri()
    browser.open(url)
    facts = {(w, s): browser.facts(w, s) for w in WIDTHS for s in SCHEMES}
    printed = browser.facts(900, 'dark', 'print')
    fetched = {e['request']['url'] for e in browser.seen('Network.requestWillBeSent')}
    said = browser.seen('Log.entryAdded') + browser.seen('Runtime.exceptionThrown')
    zero = ('scripts', 'bare', 'flat', 'wide', 'ids', 'scopeless')
    return [
        ('fetches nothing', '' if fetched == {url} else str(fetched)),
        ('nothing is complained of', str(said) if said else ''),
        ('pictures have size, title and n; no script; every heading its scope',
         ''.join(f'{key} {name} {f[name]}; ' for key, f in facts.items() for name in zero if f[name])),
        ('no window is too narrow',
         ''.join(f'{key} by {f["over"]}; ' for key, f in facts.items() if f['over'] > 0)),
        ('light and dark differ',
         '' if facts[900, 'light']['paper'] != facts[900, 'dark']['paper'] else 'they are alike'),
        ('text can be read in both',
         ''.join(f'{key}: {f["text"]:.1f}, {f["label"]:.1f}; ' for key, f in facts.items()
                 if min(f['text'], f['label']) < CONTRAST_LEAST)),
        ('prints on white', '' if printed['paper'] == 'rgb(255, 255, 255)' and
         min(printed['text'], printed['label']) >= CONTRAST_LEAST else str(printed)),
    ]


def main(command, *paths):
    results = []
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        browser = Browser(command, home)
        try:
            for path in paths:
                results += [(f'{path}: {name}', wrong) for name, wrong in look(browser, path)]
        finally:
            browser.close()
    for number, (name, wrong) in enumerate(results, 1):
        print(f'{"not ok" if wrong else "ok"} {number} - {name}')
        if wrong:
            print(f'# {wrong}')
    print(f'1..{len(results)}')
    return 1 if any(wrong for _, wrong in results) else 0


if __name__ == '__main__':
    sys.exit(main(*sys.argv[1:]))
