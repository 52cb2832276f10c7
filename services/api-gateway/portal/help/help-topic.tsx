import { NewTabLink } from '../hosted-provider/new-tab-link.js';
import { useWording } from '../wording/wording.js';
import type { HelpEntry } from './help-sections.js';

export const topicElementId = (id: string) => `topic-${id}`;

interface HelpTopicProps {
  readonly entry: HelpEntry;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** A question that opens on its answer. */
export function HelpTopic({ entry: { id, question, text, links }, open, onToggle }: HelpTopicProps) {
  const { help: words } = useWording();
  return (
    <details
      className="help-topic"
      id={topicElementId(id)}
      open={open}
      onToggle={(event) => onToggle(event.currentTarget.open)}
    >
      <summary>{question}</summary>
      <div className="help-answer">
        {'answer' in text ? (
          text.answer.map((paragraph) => <p key={paragraph}>{paragraph}</p>)
        ) : (
          <>
            <p>
              <strong>{words.meaning}.</strong> {text.meaning}
            </p>
            <p className="help-remedy">
              <strong>{words.remedy}.</strong> {text.remedy}
            </p>
          </>
        )}
        {links.length > 0 && (
          <ul className="help-links" role="list">
            {links.map(({ text: label, href }) => (
              <li key={href}>
                <NewTabLink href={href} text={label} />
              </li>
            ))}
          </ul>
        )}
      </div>
    </details>
  );
}
