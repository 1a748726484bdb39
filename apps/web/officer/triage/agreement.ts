import type { Answer, Fits } from '@banyan/api-client/agreement';
import type { Cluster, ClusterDecided, Judged, ModelVersion, Proposal, Summary, WrittenDraft } from './proposals.ts';

/** Compiles only while what the server gives is what the pages read. */
export type Agreed = [
  Fits<Answer<'showProposal'>, Proposal>,
  Fits<Answer<'summariseCase'>, Summary>,
  Fits<Answer<'judgeReply'>, Judged>,
  Fits<Answer<'listClusters'>, { clusters: Cluster[] }>,
  Fits<Answer<'acceptCluster'>, ClusterDecided>,
  Fits<Answer<'listModels'>, { models: ModelVersion[] }>,
  Fits<Answer<'showDraft'>, WrittenDraft>,
];
