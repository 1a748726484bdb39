import type { IconName } from '@banyan/ui';

/**
 * What residents report most, as pictures. `code` is the matter of the national list (GB/T 47678.5) that the tile means; `ask` finds the city's own
 * matters near it, so that a city with other codes still gets a choice. A tile without either opens the search.
 */
export type Tile = {
  id: 'road' | 'lamp' | 'bin' | 'sound' | 'car' | 'fire' | 'water' | 'more';
  icon: IconName;
  code?: string;
  ask?: string;
  elder: boolean;
};

export const tiles: readonly Tile[] = [
  { id: 'road', icon: 'road', code: 'M06013', ask: '道路破损', elder: true },
  { id: 'lamp', icon: 'lamp', code: 'M01037', ask: '路灯', elder: true },
  { id: 'bin', icon: 'bin', code: 'M06010', ask: '垃圾', elder: true },
  { id: 'sound', icon: 'sound', code: 'M06028', ask: '噪声', elder: true },
  { id: 'car', icon: 'car', code: 'M09009', ask: '乱停', elder: false },
  { id: 'fire', icon: 'fire', code: 'M09012', ask: '消防', elder: false },
  { id: 'water', icon: 'water', ask: '积水', elder: true },
  { id: 'more', icon: 'more', elder: true },
];
