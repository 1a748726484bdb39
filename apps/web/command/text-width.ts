/** About how wide a text runs, in heights of its letters: a Chinese character is as wide as it is high, a Latin letter about half of that. */
export const emsOf = (text: string) => [...text].reduce((width, letter) => width + (letter.charCodeAt(0) > 0x2e7f ? 1 : 0.55), 0);
