import type { Diagnosis, Language, StepId } from '@mail-access/contracts';
import { editionOf, type Edition } from '../edition.js';
import { sceneOf, type DiagnosisContext, type Scene } from '../scene.js';
import { guideTopics, type SectionId, type Topic, type TopicId } from './guide-topics.js';
import type { HelpLink, HelpWords } from './help-words.js';
import { providerTopics } from './provider-topics.js';

/** One thing that can go wrong: the question it raises, what it means, what to do. */
export interface GuideTopic {
  readonly id: string;
  readonly question: string;
  readonly meaning: string;
  readonly remedy: string;
  readonly links?: readonly HelpLink[];
}

export interface GuideSection {
  readonly id: string;
  readonly title: string;
  readonly topics: readonly GuideTopic[];
}

/** Where the diagnoses of a section are met. */
const usualSteps: Record<SectionId, StepId> = {
  reach: 'incoming-connect',
  secure: 'incoming-secure',
  'sign-in': 'incoming-sign-in',
  use: 'incoming-open-inbox',
  find: 'find-settings',
  'our-side': 'incoming-connect',
};

function sceneOfTopic({ section, context }: Topic): Scene {
  const here: DiagnosisContext = context ?? { step: usualSteps[section] };
  return { ...sceneOf(here, new Date(0)), general: here.side === undefined };
}

function guideTopic(id: TopicId, topic: Topic, { sentences, notices, typeset }: Edition, words: HelpWords): GuideTopic {
  const scene = sceneOfTopic(topic);
  const said = topic.notice === undefined ? sentences[topic.diagnosis ?? (id as Diagnosis)] : notices[topic.notice];
  return {
    id,
    question: typeset(words.questions[id]),
    meaning: typeset(said.message(scene)),
    remedy: typeset(said.remedy(scene)),
  };
}

/** The troubleshooting guide: the sentences of the table, told of no server in particular, and what providers want. */
export function guideSections(language: Language, words: HelpWords): GuideSection[] {
  const edition = editionOf(language);
  const all = Object.entries(guideTopics) as [TopicId, Topic][];
  const sections = (Object.keys(usualSteps) as SectionId[]).map((id) => ({
    id,
    title: edition.typeset(words.sections[id]),
    topics: all
      .filter(([, { section }]) => section === id)
      .map(([topicId, topic]) => guideTopic(topicId, topic, edition, words)),
  }));
  const title = edition.typeset(words.sections.providers);
  return [...sections, { id: 'providers', title, topics: providerTopics(edition, words) }];
}
