/** Every event of every service. */
export const eventStream = 'EVENTS';
/** Events that a consumer gave up, with the reason, until somebody replays or forgets them. */
export const deadLetterStream = 'DEAD_LETTERS';
