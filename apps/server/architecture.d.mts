export const knows: Record<string, readonly string[]>;
