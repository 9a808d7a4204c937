"""Uses the HTML pages of reports and plans as their readers do, in a headless Chromium. Usage: browse.py SAMPLE-PAGES [FOLDER]

SAMPLE-PAGES is the program that writes the pages; with a FOLDER, pictures of them are left there.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

from webdriver import Browser

HERE = pathlib.Path(__file__).parent
LOOK = (HERE / 'look.js').read_text()
WINDOWS = {'light': {}, 'dark': {'scheme': 'dark'}, 'narrow': {'width': 400}, 'print': {'media': 'print'}}
SSHD, NGINX = '.entry[data-type=file][data-severity=critical]', '.entry[data-type=package]'


class Reader:
    """A page in a browser, and what was expected of it and not found."""

    def __init__(self, browser, folder):
        self.browser, self.folder, self.failures, self.checks = browser, folder, [], 0

    def see(self, page='board', fragment='', **window):
        self.browser.emulate(**window)
        self.browser.open('about:blank')
        self.browser.open(f'file://{self.folder}/{page}.html{fragment}')

    def check(self, what, found, wanted):
        self.checks += 1
        if found != wanted:
            self.failures.append(f'{what}: expected {wanted!r}, found {found!r}')

    def js(self, expression):
        return self.browser.js('return ' + expression)

    def shown(self):
        """The resources of the findings that the filters leave."""
        return self.js('[...document.querySelectorAll(".entry:not([hidden]) .resource")].map(e => e.textContent)')

    def outcome(self):
        return self.js('document.querySelector("#outcome").textContent')

    def is_open(self, entry):
        return self.js(f'document.querySelector("{entry}").open')

    def focused(self):
        return self.js('(document.activeElement.querySelector(".resource") || document.activeElement).textContent')

    def choose(self, field, value):
        self.browser.js('const field = document.getElementById(arguments[0]); field.value = arguments[1];'
                        'field.dispatchEvent(new Event("input", {bubbles: true}))', field, value)


def opens_by_a_click(reader):
    reader.see()
    reader.check('an entry at first', reader.is_open(SSHD), False)
    reader.browser.click(SSHD + ' > summary')
    reader.check('an entry that was clicked', reader.is_open(SSHD), True)
    reader.browser.click(SSHD + ' > summary')
    reader.check('an entry that was clicked twice', reader.is_open(SSHD), False)
    reader.browser.click('#open-all')
    reader.check('all that are open', reader.js('document.querySelectorAll(".entry[open]").length'), 5)
    reader.browser.click('#close-all')
    reader.check('none is open', reader.js('document.querySelectorAll(".entry[open]").length'), 0)
    reader.check('the console', reader.browser.log(), [])


def filters(reader):
    sshd, deploy, shadow, nginx, forward = ('file:/etc/ssh/sshd_config', 'user:deploy', 'file:/etc/shadow',
                                            'package:nginx', 'sysctl:net.ipv4.ip_forward')
    everything = [sshd, deploy, shadow, nginx, forward]
    reader.see()
    reader.check('unfiltered', (reader.shown(), reader.outcome()), (everything, '5 findings'))
    for field, value, wanted in [
            ('by-type', 'package', [nginx]), ('by-severity', 'critical', [sshd, shadow]),
            ('by-severity', 'high', [sshd, deploy, shadow, nginx]), ('by-severity', 'low', everything),
            ('by-cause', 'standard-changed', [nginx]), ('by-cause', 'host-changed', [sshd, deploy]),
            ('by-status', 'waived', [forward]), ('by-status', 'unknown', [shadow]),
            ('by-group', 'db', [deploy, shadow, forward]), ('by-group', 'stage', [sshd, nginx]), ('by-group', 'prod', everything),
            ('by-system', 'debian 11', [deploy, shadow, forward]), ('by-host', 'WEB4', [sshd, nginx]),
            ('by-host', 'nowhere', []), ('search', 'permitrootlogin', [sshd]), ('search', 'jane@ nginx', [nginx]),
            ('search', 'cve-2026-1234', [nginx]), ('search', 'no such thing', [])]:
        reader.choose(field, value)
        reader.check(f'{field} {value}', (reader.shown(), reader.outcome()),
                     (wanted, '5 findings' if wanted == everything else f'{len(wanted)} of 5 findings'))
        reader.choose(field, '')
    reader.browser.click('#only-new')
    reader.check('new only', reader.shown(), [sshd])
    reader.check('groups of nothing', reader.js('document.querySelectorAll(".group:not([hidden])").length'), 1)
    reader.choose('by-host', 'db1')
    reader.check('two filters', reader.shown(), [])
    reader.check('hosts that are left', reader.js(
        '[...document.querySelectorAll(".hosts-table tbody tr:not([hidden])")].length'), 1)
    reader.browser.click('button[type=reset]')
    reader.browser.js('return new Promise(done => setTimeout(done, 50))')
    reader.check('cleared', (reader.shown(), reader.outcome()), (everything, '5 findings'))
    reader.check('types to choose from', reader.js(
        '[...document.querySelectorAll("#by-type option")].map(e => e.value)'), ['', 'file', 'package', 'sysctl', 'user'])
    reader.check('groups to choose from', reader.js(
        '[...document.querySelectorAll("#by-group option")].map(e => e.value)'), ['', 'db', 'prod', 'stage', 'web'])
    reader.check('hosts to choose from', reader.js('document.querySelectorAll("#host-names option").length'), 12)


def keys(reader):
    reader.see()
    reader.browser.press('/')
    reader.check('/ leads to', reader.js('document.activeElement.id'), 'search')
    reader.browser.press(*'nginx')
    reader.check('typed', reader.shown(), ['package:nginx'])
    reader.browser.press('Escape')
    reader.check('escaped', (len(reader.shown()), reader.js('document.activeElement === document.body')), (5, True))
    for key, wanted in [('j', 'file:/etc/ssh/sshd_config'), ('j', 'user:deploy'), ('Down', 'file:/etc/shadow'),
                        ('Up', 'user:deploy'), ('k', 'file:/etc/ssh/sshd_config'), ('k', 'file:/etc/ssh/sshd_config')]:
        reader.browser.press(key)
        reader.check(f'{key} leads to', reader.focused(), wanted)
    reader.check('what has the focus is seen', reader.js(
        'parseFloat(getComputedStyle(document.activeElement).outlineWidth) >= 2'), True)
    reader.browser.press('Enter')
    reader.check('Enter opens', reader.is_open(SSHD), True)
    reader.browser.press('Enter')
    reader.check('Enter closes', reader.is_open(SSHD), False)
    reader.browser.click('#keys')
    reader.browser.press('j')
    reader.check('without keys j leads to', reader.js('document.activeElement.id'), 'keys')
    reader.choose('by-status', 'pending')
    reader.browser.click('#keys')
    reader.browser.press('j')
    reader.check('j leads past what is hidden', reader.focused(), 'package:nginx')


def links(reader):
    reader.see()
    group = reader.js(f'document.querySelector("{SSHD} .copy").hash')
    user = reader.js('document.querySelector(".entry[data-type=user] .copy").hash')
    reader.check('links are by fingerprint or by name', (group[:3], user), ('#f-', '#d-01KAH4V01D0000000000000000'))
    for fragment, entry in [(group, SSHD), ('#d-01KAH4WEB04000000000000000', SSHD), (user, '.entry[data-type=user]')]:
        reader.see(fragment=fragment)
        reader.check(f'{fragment} opens', reader.js('[...document.querySelectorAll(".entry[open]")].length'), 1)
        reader.check(f'{fragment} marks', reader.js(f'document.querySelector("{entry}").matches(".marked[open]")'), True)
        reader.browser.js('return new Promise(done => setTimeout(done, 100))')
        reader.check(f'{fragment} is in view', reader.js(
            '(place => place.top >= 0 && place.top < innerHeight)(document.querySelector("%s").getBoundingClientRect())'
            % ('.marked' if fragment in (group, user) else fragment)), True)
    reader.choose('by-status', 'pending')
    reader.browser.click('.news a')
    reader.check('a link from the news shows what was filtered', reader.is_open(SSHD), True)
    reader.check('and takes the filters away', len(reader.shown()), 5)
    reader.browser.click(SSHD + ' .copy')
    reader.browser.js('return new Promise(done => setTimeout(done, 100))')
    reader.check('a link that is copied says so', reader.js(f'document.querySelector("{SSHD} .copy").textContent')
                 in ('Copied', 'The address bar has the link'), True)
    reader.check('and is the address', reader.js('location.hash'), group)
    reader.see(fragment='#no-such-thing')
    reader.check('a link to nothing opens', reader.js('document.querySelectorAll(".entry[open]").length'), 0)
    reader.check('the console', reader.browser.log(), [])


def tells_a_plan(reader):
    reader.see('plan')
    reader.check('what it comes to', reader.js('document.querySelector("h1").textContent'),
                 '4 changes on 2 hosts; 3 declined, wholly or in part; 2 left as they are; 1 host could not be seen; '
                 'worst risk: connectivity')
    reader.check('the digest that is signed', reader.js('/sha256:[0-9a-f]{64}/.test(document.body.innerText)'), True)
    change = '.entry[open]'
    reader.check('changes that are told in full', reader.js(f'document.querySelectorAll("{change}").length'),
                 reader.js('document.querySelectorAll(".entry").length'))
    reader.browser.click('.entry > summary')
    reader.check('a change that was clicked', reader.is_open('.entry'), False)
    reader.check('the difference', 'PermitRootLogin no' in reader.js('document.body.textContent'), True)
    reader.check('the console', reader.browser.log(), [])


def without_a_script(reader):
    page = (reader.folder / 'board.html').read_text()
    (reader.folder / 'still.html').write_text(re.sub(r'<script>.*</script>', '', page, flags=re.S))
    reader.see('still')
    reader.check('filters that do nothing', reader.js('document.querySelector("#filters").checkVisibility()'), False)
    reader.browser.click(SSHD + ' > summary')
    reader.check('an entry that was clicked', reader.is_open(SSHD), True)
    reader.check('its evidence', 'COMMAND=/usr/bin/vim' in reader.js(f'document.querySelector("{SSHD}").innerText'), True)
    link = reader.js('document.querySelector(".news a").hash')
    reader.see('still', fragment=link)
    reader.check('a link opens its finding', reader.is_open(SSHD), True)
    reader.see(scripts=False)
    reader.check('the verdict', 'differ' in reader.js('document.querySelector("h1").textContent'), True)


def on_paper(reader):
    for scheme in ('light', 'dark'):
        reader.see(media='print', scheme=scheme)
        reader.check(f'the ground of the paper, {scheme}', reader.js('getComputedStyle(document.body).backgroundColor'),
                     'rgb(255, 255, 255)')
        reader.check('filters on paper', reader.js('document.querySelector("#filters").checkVisibility()'), False)
        reader.check('findings that are not told in full', reader.js(
            '[...document.querySelectorAll(".entry .content")].filter(e => e.getBoundingClientRect().height < 50).length'), 0)
    reader.see()
    reader.check('a PDF', reader.browser.pdf()[:5], b'%PDF-')


def at_every_width(reader):
    for page in ('board', 'in-sync', 'all-failed', 'fleet', 'plan', 'hostile-25', 'hostile-25-plan'):
        for width in (320, 400, 800, 1600):
            reader.see(page, width=width)
            reader.browser.js('document.querySelectorAll("details").forEach((fold, at) => fold.open = at < 40)')
            reader.check(f'{page} is no wider than {width}', reader.js(
                'document.documentElement.scrollWidth <= innerWidth'), True)


def readable_by_everybody(reader):
    for page in ('board', 'in-sync', 'all-failed', 'plan', 'hostile-1', 'hostile-1-plan'):
        for name, window in WINDOWS.items():
            reader.see(page, **window)
            reader.browser.js('document.querySelectorAll("details").forEach(fold => fold.open = true)')
            reader.check(f'{page}, {name}: what is hard to read or has no name', reader.browser.js(LOOK), [])


def loads_and_runs_nothing_else(reader):
    reader.see()
    reader.check('what was loaded', reader.js('performance.getEntriesByType("resource").map(e => e.name)'), [])
    reader.browser.js('const script = document.createElement("script"); script.textContent = "window.owned = 1";'
                      'document.body.append(script); const style = document.createElement("style");'
                      'style.textContent = "h1 { color: rgb(1, 2, 3) }"; document.head.append(style)')
    reader.check('a script that came later', reader.js('window.owned === undefined'), True)
    reader.check('a style that came later', reader.js('getComputedStyle(document.querySelector("h1")).color')
                 != 'rgb(1, 2, 3)', True)
    reader.check('a request', reader.browser.js('return fetch("http://127.0.0.1:9/").then(() => "sent", e => e.name)'),
                 'TypeError')
    refusals = reader.browser.log()
    reader.check('refusals by the policy', (len(refusals) >= 3, [line for line in refusals if 'Content Security Policy'
                                                                 not in line and 'Fetch API' not in line]), (True, []))
    for page in sorted(reader.folder.glob('hostile-*.html')):
        reader.see(page.stem)
        reader.browser.js('document.querySelectorAll("details").forEach(fold => fold.open = true)')
        reader.check(f'{page.stem}: scripts', reader.js('document.scripts.length'), 0 if 'plan' in page.stem else 1)
        reader.check(f'{page.stem}: elements that act', reader.js(
            'document.querySelectorAll("img, iframe, object, embed, base, link, body *:is([onload], [onerror], [onclick])").length'), 0)
        reader.check(f'{page.stem}: loaded', reader.js('performance.getEntriesByType("resource").length'), 0)
        reader.check(f'{page.stem}: the console', reader.browser.log(), [])


def opening(reader):
    """How large the page of a fleet is, and how long it takes until it can be read and used; a figure, no check."""
    size = (reader.folder / 'fleet.html').stat().st_size / 1e6
    times = []
    for _ in range(5):
        reader.see('fleet')
        times.append(reader.js('performance.getEntriesByType("navigation")[0].loadEventEnd'))
    return f'1,000 hosts with 200 resources and 300 drifts: {size:.2f} MB, opened in {sorted(times)[2]:.0f} ms'


def take_pictures(reader, folder):
    for page in ('board', 'in-sync', 'all-failed', 'fleet', 'plan'):
        for name, window in WINDOWS.items():
            reader.see(page, **window)
            reader.browser.js('const first = document.querySelector(".entry"); if (first) first.open = true')
            reader.browser.screenshot(f'{folder}/{page}-{name}.png', whole=page != 'fleet')


def main():
    with tempfile.TemporaryDirectory() as folder:
        pages = pathlib.Path(folder, 'pages')
        pages.mkdir()
        subprocess.run([sys.argv[1], pages], check=True)
        browser = Browser(folder)
        try:
            reader = Reader(browser, pages)
            for look in (opens_by_a_click, filters, keys, links, tells_a_plan, without_a_script, on_paper, at_every_width,
                         readable_by_everybody, loads_and_runs_nothing_else):
                look(reader)
            print(opening(reader))
            if len(sys.argv) > 2:
                take_pictures(reader, sys.argv[2])
        finally:
            browser.close()
    print('\n'.join(reader.failures) or f'{reader.checks} checks of the page hold')
    return 1 if reader.failures else 0


if __name__ == '__main__':
    sys.exit(main())
