/** One petal from the heart outwards in a 24 × 24 box, pointing up; the others are turned by 72°. */
export const petal = 'M12 11.2C9.9 9.6 8.4 7.4 8.8 5 9.2 2.9 10.6 1.9 12 1.9s2.8 1 3.2 3.1c.4 2.4-1.1 4.6-3.2 6.2z';
export const turns = [0, 72, 144, 216, 288] as const;
