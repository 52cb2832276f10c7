import { HelpLink } from '../help/help-link.js';
import { useWording } from '../wording/wording.js';

/** The help, from wherever somebody is. */
export function Footer() {
  const { help, portal } = useWording();
  return (
    <footer className="site-footer">
      <div className="site-footer-inner">
        <p>{portal}</p>
        <nav aria-label={help.footer}>
          <ul role="list">
            <li>
              <HelpLink page="guide" />
            </li>
            <li>
              <HelpLink page="faq" />
            </li>
          </ul>
        </nav>
      </div>
    </footer>
  );
}
