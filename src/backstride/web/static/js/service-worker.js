// Keeps style sheets and the last seen plan, check-in and advice on this device, so that they open without a connection.
// Pages come from the app whenever it answers. When answers are erased, what was kept of them goes too.
const PAGES = "backstride-pages-1";
const FILES = "backstride-files-1";
const KEPT = /^\/cases\/[^/]+\/(today|plan|check-in|worry|session|days|trends)$/;
const CASE = /^(\/cases\/[^/]+\/)/;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name !== PAGES && name !== FILES) await caches.delete(name);
  await self.clients.claim();
})()));

const forget = async (prefix) => {
  const cache = await caches.open(PAGES);
  for (const request of await cache.keys()) if (new URL(request.url).pathname.startsWith(prefix)) await cache.delete(request);
};

const file = async (request) => {
  const cache = await caches.open(FILES);
  const kept = await cache.match(request);
  if (kept) return kept;
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await cache.put(request, answer.clone());
      return answer;
    }
    return answer;
  } catch (error) {
    // A page that was kept may ask for a style sheet by an older address.
    const alike = await cache.match(request, { ignoreSearch: true });
    if (alike) return alike;
    throw error;
  }
};

const OFFLINE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not connected | Backstride</title></head><body><main><h1>Backstride cannot be reached</h1><p>This page was not kept on this device. Start Backstride, or go back to a page you saw before.</p><p><b>Get emergency help at once</b> if you go numb between the legs, lose control of bladder or bowel, a leg gets weak, your chest hurts or presses, you are short of breath at rest, or you feel very unwell. Call your local emergency number.</p></main></body></html>`;

const page = async (request, keep) => {
  const prefix = CASE.exec(new URL(request.url).pathname)?.[1];
  try {
    const answer = await fetch(request);
    if (answer.status === 404 && prefix) await forget(prefix);
    else if (keep && answer.ok && !answer.redirected) await (await caches.open(PAGES)).put(request.url, answer.clone());
    return answer;
  } catch {
    const cache = await caches.open(PAGES);
    const kept = (await cache.match(request.url)) ?? (await cache.match(request.url, { ignoreSearch: true }));
    return kept ?? new Response(OFFLINE, { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
  }
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.method === "POST") {
    const erased = /^(\/cases\/[^/]+\/)erase$/.exec(url.pathname);
    if (erased) event.waitUntil(forget(erased[1]));
    // After a person's data were erased or a copy was brought back, other pages may be old too.
    else if (url.pathname.startsWith("/data/")) event.waitUntil(forget("/cases/"));
    return;
  }
  if (request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
  else if (request.mode === "navigate") event.respondWith(page(request, KEPT.test(url.pathname)));
});
