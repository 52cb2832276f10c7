export { measureSpeech, type SpeechScore } from './measure.js';
export { readCorpus, type CorpusMail } from './read-corpus.js';
