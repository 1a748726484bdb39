import type { Answer, Fits } from '@banyan/api-client/agreement';
import type { Attention, CategoryFigure, Cell, ChannelFigure, CountyFigure, Today } from './figures.ts';

/** Compiles only while the figures that the server gives are those that the page reads. */
export type Agreed = [
  Fits<Answer<'showToday'>, Today>,
  Fits<Answer<'showCells'>, Cell[]>,
  Fits<Answer<'showCategories'>, CategoryFigure[]>,
  Fits<Answer<'showChannels'>, ChannelFigure[]>,
  Fits<Answer<'showCounties'>, CountyFigure[]>,
  Fits<Answer<'showAttention'>, Attention[]>,
];
