// What goes to the server and comes from it.

const base = '/console/api';

const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export async function getStart(lang) {
  const response = await fetch(`${base}/start${lang ? `?lang=${encodeURIComponent(lang)}` : ''}`);
  if (!response.ok) throw new Error(`start: ${response.status}`);
  return response.json();
}

/** Sends it, and once more when the way there broke: the server knows it by its key and does it once. */
export async function ask(deed) {
  const body = JSON.stringify({ ...deed, key: crypto.randomUUID() });
  const send = () => fetch(`${base}/ask`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const response = await send().catch(async () => {
    await wait(800);
    return send();
  });
  if (!response.ok) throw new Error(`ask: ${response.status}`);
  return response.json();
}

/** Gives the name by which the server knows the file. What is over the limit stays here: name and size are enough to refuse it. */
export async function sendFile(file, maxUpload) {
  const query = new URLSearchParams({ name: file.name, size: String(file.size) });
  const response = await fetch(`${base}/files?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: file.size > maxUpload ? '' : file,
  });
  if (!response.ok) throw new Error(`files: ${response.status}`);
  return (await response.json()).file;
}

/** Listens to a person's conversation; gives the way to stop. A page that is hidden for long lets go, and asks anew when it is seen again. */
export function listen(person, { transcript, change, online }) {
  let source;
  let timer;
  const open = () => {
    source = new EventSource(`${base}/events?person=${encodeURIComponent(person)}`);
    source.addEventListener('transcript', (event) => {
      online(true);
      transcript(JSON.parse(event.data));
    });
    source.addEventListener('change', (event) => change(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      online(false);
      // A refusal ends the source for good; only a broken connection is tried again by itself.
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(open, 3000);
    });
  };
  const visibility = () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => source.close(), 60_000);
    else if (source.readyState === EventSource.CLOSED) open();
  };
  document.addEventListener('visibilitychange', visibility);
  open();
  return () => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', visibility);
    source.close();
  };
}
