"""A browser by WebDriver (https://www.w3.org/TR/webdriver2/), as far as browse.py needs it."""
import base64
import json
import re
import subprocess
import urllib.error
import urllib.request

ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
KEYS = {'Enter': '\ue007', 'Escape': '\ue00c', 'Tab': '\ue004', 'Down': '\ue015', 'Up': '\ue013'}
# no sandbox: the tests run as root; no network but this machine's: a page that asks for anything is found out
ARGUMENTS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--hide-scrollbars',
             '--no-first-run', '--disable-component-update', '--disable-background-networking',
             '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1']


class Browser:
    """One headless Chromium behind a chromedriver of its own; both end with it."""

    def __init__(self, profile):
        self.driver = subprocess.Popen(['chromedriver', '--port=0'], stdout=subprocess.PIPE, text=True,
                                       env={'PATH': '/usr/bin:/bin', 'HOME': profile, 'LC_ALL': 'C.UTF-8'})
        self.base = 'http://127.0.0.1:' + self._port()
        arguments = ARGUMENTS + ['--user-data-dir=' + profile]
        options = {'args': arguments, 'binary': '/usr/bin/chromium'}
        session = self._post('/session', {'capabilities': {'alwaysMatch': {
            'goog:chromeOptions': options, 'goog:loggingPrefs': {'browser': 'ALL'}}}})
        self.base += '/session/' + session['sessionId']

    def _port(self):
        for line in self.driver.stdout:
            found = re.search(r'started successfully on port (\d+)', line)
            if found:
                return found.group(1)
        raise RuntimeError('chromedriver ended before it listened')

    def _ask(self, request):
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)['value']
        except urllib.error.HTTPError as error:
            raise RuntimeError(json.load(error)['value']['message']) from None

    def _post(self, path, body):
        return self._ask(urllib.request.Request(self.base + path, json.dumps(body).encode(),
                                                {'Content-Type': 'application/json'}))

    def close(self):
        try:
            self._ask(urllib.request.Request(self.base, method='DELETE'))
        finally:
            self.driver.terminate()
            self.driver.wait()

    def cdp(self, command, **parameters):
        """A command of the DevTools protocol."""
        return self._post('/goog/cdp/execute', {'cmd': command, 'params': parameters})

    def open(self, url):
        self._post('/url', {'url': url})

    def js(self, script, *arguments):
        """What the body of a function returns, in the page."""
        return self._post('/execute/sync', {'script': script, 'args': list(arguments)})

    def find(self, selector):
        return self._post('/element', {'using': 'css selector', 'value': selector})[ELEMENT]

    def click(self, selector):
        self._post(f'/element/{self.find(selector)}/click', {})

    def type(self, selector, text):
        self._post(f'/element/{self.find(selector)}/value', {'text': text})

    def press(self, *keys):
        """Keys to whatever has the focus."""
        actions = []
        for key in keys:
            value = KEYS.get(key, key)
            actions += [{'type': 'keyDown', 'value': value}, {'type': 'keyUp', 'value': value}]
        self._post('/actions', {'actions': [{'type': 'key', 'id': 'keys', 'actions': actions}]})

    def log(self):
        """What the page's console said since the last call."""
        return [entry['message'] for entry in self._post('/se/log', {'type': 'browser'})]

    def emulate(self, scheme='light', media='', width=1200, height=900, scripts=True):
        self.cdp('Emulation.setEmulatedMedia', media=media,
                 features=[{'name': 'prefers-color-scheme', 'value': scheme}])
        self.cdp('Emulation.setDeviceMetricsOverride', width=width, height=height, deviceScaleFactor=1, mobile=False)
        self.cdp('Emulation.setScriptExecutionDisabled', value=not scripts)

    def screenshot(self, path, whole=True):
        shot = self.cdp('Page.captureScreenshot', captureBeyondViewport=whole)
        with open(path, 'wb') as file:
            file.write(base64.b64decode(shot['data']))

    def pdf(self):
        return base64.b64decode(self.cdp('Page.printToPDF', preferCSSPageSize=True)['data'])
