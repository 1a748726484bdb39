/** What the XML reader gives, looked at without trust. */
export type Element = { readonly $type: string; readonly [name: string]: unknown };

export function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && '$type' in value && typeof value.$type === 'string';
}

export function childOf(element: Element, name: string): Element | null {
  const value = element[name];
  return isElement(value) ? value : null;
}

export function childrenOf(element: Element, name: string): Element[] {
  const value = element[name];
  return Array.isArray(value) ? value.filter(isElement) : [];
}

/** The text of an attribute or of a part without attributes; null when it is missing. */
export function textOf(element: Element, name: string): string | null {
  const value = element[name];
  if (typeof value === 'string') return value;
  if (isElement(value)) return textOf(value, 'text');
  return typeof value === 'boolean' || typeof value === 'number' ? String(value) : null;
}

export function flagOf(element: Element, name: string): boolean {
  return element[name] === true || element[name] === 'true';
}

export function isType(element: Element | null, name: string): element is Element {
  return element !== null && element.$type === `dmn:${name}`;
}
