// Elements are made from texts alone, never from HTML: what others wrote, such as a commit message, stays text.

export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replaces what an element shows only when it is different, so that focus, selection and scroll position stay. */
export function show(element, ...children) {
  const next = element.cloneNode(false);
  next.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  if (next.isEqualNode(element) && element.childNodes.length > 0) return false;
  const focused = element.contains(document.activeElement) ? document.activeElement.dataset.key : null;
  element.replaceChildren(...next.childNodes);
  if (focused) element.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  return true;
}
