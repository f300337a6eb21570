// Schools of the register, offered below a field that asks for one: the browser's own list, which every keyboard and screen
// reader knows. What is chosen carries its URN; without this, the server searches when the page is sent.
const PAUSE_MS = 250;

for (const field of document.querySelectorAll('input[data-suggest]')) {
  const list = document.createElement('datalist');
  list.id = `${field.id}-suggestions`;
  field.after(list);
  field.setAttribute('list', list.id);
  // Firefox shows no list where completing is off
  field.removeAttribute('autocomplete');
  let timer;
  let asked = '';
  field.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, PAUSE_MS);
  });

  async function suggest() {
    asked = field.value;
    const words = asked;
    const response = await fetch(`${field.dataset.suggest}?${new URLSearchParams({ words })}`).catch(() => undefined);
    // signed out meanwhile, no connection, or typed on: the page works without suggestions
    if (!response?.ok || response.redirected || words !== asked) return;
    list.innerHTML = await response.text();
  }
}
