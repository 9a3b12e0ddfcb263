// Many files at once, each going on where it was after a cut, a closed browser or a restarted server. The server's side
// is media_library/ingest/tus.py: tus 1.0, and single parts straight to the store where it can be reached.
(() => {
  const page = document.querySelector('[data-hub-upload]');
  if (!page) return;
  const told = JSON.parse(document.getElementById('hub-upload-settings').textContent);
  const words = told.words;
  const AT_ONCE = 3;
  const LONGEST_PAUSE = 20000;
  const list = page.querySelector('[data-hub-upload-list]');
  const pattern = document.getElementById('hub-upload-item');
  const items = [];
  let directWorks = true;

  const token = () =>
    (document.cookie.match(/(?:^|; )csrftoken=([^;]+)/) || [])[1] || page.querySelector('[name=csrfmiddlewaretoken]').value;
  const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const hexBase64 = (hex) => btoa(String.fromCharCode(...hex.match(/../g).map((pair) => parseInt(pair, 16))));
  const say = (sentence, values = {}) => sentence.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);

  class Refused extends Error {} // by the server, for good: the message is for the sender
  class Cut extends Error {} // try again

  // --- checksums, one after the other in a thread of their own ---------------------------------------------------------
  const worker = new Worker(told.worker_url);
  const asked = new Map();
  let number = 0;
  worker.onmessage = ({ data }) => {
    const waiting = asked.get(data.id);
    if (data.done !== undefined) waiting.progress(data.done);
    else {
      asked.delete(data.id);
      if (data.hex) waiting.resolve(data.hex);
      else waiting.reject(new Refused(words.unreadable));
    }
  };
  const sha256 = (blob, progress = () => {}) =>
    new Promise((resolve, reject) => {
      number += 1;
      asked.set(number, { resolve, reject, progress });
      worker.postMessage({ id: number, blob });
    });

  // --- one request; a connection that is gone is a Cut -----------------------------------------------------------------
  const send = (item, method, url, { headers = {}, body = null, foreign = false, progress = () => {} } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, url);
      if (!foreign) {
        request.setRequestHeader('Tus-Resumable', '1.0.0');
        request.setRequestHeader('X-CSRFToken', token());
        request.setRequestHeader('X-Requested-With', 'XMLHttpRequest'); // who is signed out is told so, not led away
      }
      Object.entries(headers).forEach(([name, value]) => request.setRequestHeader(name, value));
      request.upload.onprogress = (event) => progress(event.loaded);
      request.onload = () => resolve(request);
      request.onerror = () => reject(new Cut(words.cut));
      request.ontimeout = request.onerror;
      request.onabort = () => reject(new Refused(''));
      request.timeout = 10 * 60 * 1000;
      item.request = request;
      request.send(body);
    });
  const answered = (request) => {
    try {
      return JSON.parse(request.responseText || '{}');
    } catch {
      return {};
    }
  };
  const demand = (request) => {
    if (request.status >= 200 && request.status < 300) return answered(request);
    const { detail, url } = answered(request);
    if (request.status >= 500 || [408, 409, 423, 429, 460].includes(request.status)) {
      if (url || (request.status === 409 && answered(request).code)) {
        const refused = new Refused(detail);
        refused.url = url;
        throw refused;
      }
      if (request.status !== 429) throw new Cut(detail || words.cut);
    }
    throw new Refused(detail || (request.status === 403 ? words.signed_out : words.failed));
  };

  // --- one file --------------------------------------------------------------------------------------------------------
  const begin = async (item) => {
    const metadata = { filename: item.file.name, sha256: item.sha256, ...(told.shelf ? { collection: item.shelf } : {}) };
    const headers = {
      'Upload-Length': String(item.file.size),
      'Upload-Metadata': Object.entries(metadata).map(([key, value]) => `${key} ${base64(value)}`).join(','),
    };
    const begun = demand(await send(item, 'POST', told.uploads_url, { headers }));
    item.uid = begun.uid;
    item.url = `${told.uploads_url}${begun.uid}/`;
    return begun;
  };

  const sendPart = async (item, upload) => {
    const chunk = item.file.slice(upload.offset, upload.offset + upload.part);
    const progress = (loaded) => item.show(upload.offset + loaded);
    if (upload.direct && directWorks) {
      const part = upload.offset / upload.part + 1;
      const { url } = demand(await send(item, 'POST', `${item.url}?part=${part}`));
      try {
        const put = await send(item, 'PUT', url, { body: chunk, foreign: true, progress });
        if (put.status >= 300) throw new Cut(words.cut);
        return upload.offset + chunk.size;
      } catch (error) {
        // a store that browsers may not reach: our server hands it on
        if (!(error instanceof Cut) || !navigator.onLine) throw error;
        directWorks = false;
      }
    }
    const headers = {
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(upload.offset),
      'Upload-Checksum': `sha256 ${hexBase64(await sha256(chunk))}`,
    };
    const patched = await send(item, 'PATCH', item.url, { headers, body: chunk, progress });
    demand(patched);
    return Number(patched.getResponseHeader('Upload-Offset'));
  };

  const sendAll = async (item) => {
    let upload = null;
    let tries = 0;
    for (;;) {
      if (item.cancelled) return;
      try {
        if (!upload) upload = item.url ? demand(await send(item, 'GET', item.url)) : await begin(item);
        item.show(upload.offset);
        while (upload.state === 'receiving' && upload.offset < upload.size) {
          item.say(words.sending);
          upload.offset = await sendPart(item, upload);
          tries = 0;
          item.show(upload.offset);
        }
        if (upload.direct && upload.state === 'receiving') {
          const now = demand(await send(item, 'GET', item.url));
          if (now.state === 'receiving') demand(await send(item, 'POST', item.url));
        }
        return;
      } catch (error) {
        if (!(error instanceof Cut) || item.cancelled) throw error;
        upload = null; // the server knows how far it is
        tries += 1;
        item.say(error.message || words.cut, 'waiting');
        await Promise.race([
          pause(Math.min(1000 * 2 ** (tries - 1), LONGEST_PAUSE)),
          new Promise((done) => { window.addEventListener('online', done, { once: true }); }),
        ]);
      }
    }
  };

  const run = async (item) => {
    item.state = 'running';
    try {
      item.say(words.checking);
      if (!item.sha256) item.sha256 = await sha256(item.file, (done) => item.show(done, 'checking'));
      if (!item.cancelled) await sendAll(item);
      if (item.cancelled) return;
      item.state = 'sent';
      item.show(item.file.size);
      item.say(words.examining);
    } catch (error) {
      if (item.cancelled) return;
      item.state = 'failed';
      item.say(error.message || words.failed, 'refused', error.url);
    } finally {
      item.buttons();
      next();
    }
  };

  const next = () => {
    let running = items.filter((item) => item.state === 'running').length;
    items.filter((item) => item.state === 'queued').forEach((item) => {
      if (running >= AT_ONCE) return;
      running += 1;
      run(item);
    });
    if (items.some((item) => item.state === 'sent')) ask();
    tell();
  };

  const tell = () => {
    const done = items.filter((item) => ['ready', 'alone', 'failed', 'refused'].includes(item.state)).length;
    page.querySelector('[data-hub-upload-summary]').textContent = items.length
      ? say(words.summary, { done, count: items.length })
      : '';
  };

  // --- what becomes of what has arrived --------------------------------------------------------------------------------
  let asking = false;
  const ask = async () => {
    if (asking) return;
    asking = true;
    let wait = 700;
    let more = 2; // a picture is ready a moment before what tells of it is joined
    for (;;) {
      const sent = items.filter((item) => item.state === 'sent');
      const alone = items.filter((item) => item.state === 'alone'); // sidecars without their pictures
      if (!sent.length) more -= 1;
      if (!sent.length && !(alone.length && more > 0)) break;
      await pause(wait);
      wait = Math.min(wait * 1.3, 5000);
      try {
        const uids = [...sent, ...alone].map((item) => item.uid).slice(0, 500).join(',');
        const answer = await (await fetch(`${told.states_url}?uids=${uids}`, { headers: { Accept: 'application/json' } })).json();
        [...sent, ...alone].forEach((item) => {
          const now = answer.uploads[item.uid];
          if (!now) return;
          if (now.state === 'refused') {
            item.state = 'refused';
            item.say(now.detail, 'refused', now.url);
          } else if (now.alone) {
            item.state = 'alone';
            item.say(now.label, 'alone');
          } else if (['ready', 'saved', 'unpacked', 'sidecar'].includes(now.state)) {
            item.state = 'ready';
            item.say(now.label, 'ready');
          } else item.say(now.label);
          item.list(now.entries || []);
          item.buttons();
        });
        showReady(answer.ready);
        tell();
      } catch {
        // asked again
      }
    }
    asking = false;
  };
  const showReady = (count) => {
    const link = page.querySelector('[data-hub-upload-ready]');
    if (!link || count === undefined) return;
    link.hidden = !count;
    link.querySelector('[data-hub-upload-count]').textContent = count;
  };

  // --- the list --------------------------------------------------------------------------------------------------------
  const size = (bytes) => {
    const units = ['B', 'kB', 'MB', 'GB'];
    let value = bytes;
    let unit = 0;
    while (value >= 1000 && unit < 3) { value /= 1000; unit += 1; }
    return `${value.toLocaleString(document.documentElement.lang, { maximumFractionDigits: unit > 1 ? 1 : 0 })} ${units[unit]}`;
  };

  const add = (file) => {
    const row = pattern.content.firstElementChild.cloneNode(true);
    const [name, about, bar, status, link, again, cancel, entries] = ['name', 'size', 'bar', 'status', 'link', 'again', 'cancel', 'entries'].map(
      (part) => row.querySelector(`[data-part=${part}]`),
    );
    const item = { file, row, state: 'queued', shelf: told.shelf ? page.querySelector('[data-hub-upload-shelf]').value : '' };
    name.textContent = file.name;
    about.textContent = size(file.size);
    bar.max = Math.max(1, file.size);
    bar.setAttribute('aria-label', file.name);
    item.show = (bytes, how = 'sending') => {
      bar.value = bytes;
      row.dataset.phase = how;
    };
    item.say = (sentence, state = 'running', url = '') => {
      row.dataset.state = state;
      status.textContent = sentence;
      link.hidden = !url;
      if (url) link.href = url;
    };
    item.list = (refused) => { // of a ZIP: what of it was not taken
      entries.hidden = !refused.length;
      entries.replaceChildren(...refused.map((each) => {
        const entry = document.createElement('li');
        const file = document.createElement('strong');
        file.textContent = each.name;
        entry.append(file, ` ${each.detail} `);
        if (each.url) {
          const first = document.createElement('a');
          first.href = each.url;
          first.textContent = entries.dataset.show;
          entry.append(first);
        }
        return entry;
      }));
    };
    item.buttons = () => {
      again.hidden = item.state !== 'failed' || Boolean(link.href && !link.hidden);
      cancel.hidden = ['sent', 'ready'].includes(item.state);
      if (!['queued', 'running'].includes(item.state)) cancel.textContent = words.remove; // nothing is left to cancel
    };
    again.addEventListener('click', () => {
      item.state = 'queued';
      item.buttons();
      next();
    });
    cancel.addEventListener('click', () => {
      item.cancelled = true;
      item.state = 'cancelled';
      if (item.request) item.request.abort();
      if (item.url) fetch(item.url, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0', 'X-CSRFToken': token() } });
      items.splice(items.indexOf(item), 1);
      row.remove();
      next();
    });
    item.say(words.queued);
    item.buttons();
    list.append(row);
    items.push(item);
  };
  const addAll = (files) => {
    [...files].filter((file) => !items.some((item) => item.file.name === file.name && item.file.size === file.size && item.file.lastModified === file.lastModified)).forEach(add);
    next();
  };

  // --- choosing and dropping -------------------------------------------------------------------------------------------
  const filesOf = async (entry) => {
    if (entry.isFile) return [await new Promise((done, fail) => { entry.file(done, fail); })];
    const reader = entry.createReader();
    const found = [];
    for (;;) {
      const some = await new Promise((done, fail) => { reader.readEntries(done, fail); });
      if (!some.length) return found;
      for (const each of some) found.push(...(await filesOf(each)));
    }
  };
  const zone = page.querySelector('[data-hub-upload-zone]');
  const input = page.querySelector('[data-hub-upload-files]');
  input.addEventListener('change', () => {
    addAll(input.files);
    input.value = '';
  });
  ['dragenter', 'dragover'].forEach((name) => zone.addEventListener(name, (event) => {
    event.preventDefault();
    zone.classList.add('is-over');
  }));
  ['dragleave', 'drop'].forEach((name) => zone.addEventListener(name, () => zone.classList.remove('is-over')));
  zone.addEventListener('drop', async (event) => {
    event.preventDefault();
    const entries = [...event.dataTransfer.items].map((each) => each.webkitGetAsEntry && each.webkitGetAsEntry()).filter(Boolean);
    if (!entries.length) return addAll(event.dataTransfer.files);
    for (const entry of entries) addAll(await filesOf(entry));
  });
  window.addEventListener('beforeunload', (event) => {
    if (items.some((item) => ['queued', 'running'].includes(item.state))) event.preventDefault();
  });
})();
