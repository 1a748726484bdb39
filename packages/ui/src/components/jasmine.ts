/** One petal from the heart outwards in a 24 × 24 box, pointing up; the others are turned by 72°. */
export const petal = 'M12 11.3C9.1 9.2 8.9 5.2 12 2.2c3.1 3 2.9 7 0 9.1z';
export const turns = [0, 72, 144, 216, 288] as const;
