import { indicatorOf } from '@app/contract/figures/catalogue.ts';
import {
  type FigurePairs,
  paragraphsOf,
  piecesOf,
  sayReference,
} from '@app/contract/reporting/narrative/references.ts';
import { useWords } from '../../kernel/words.ts';

/** A paragraph as it is read: each figure stands for itself, and its name is told on asking. */
export const ReadParagraph = ({ text, figures }: { text: string; figures: FigurePairs }) => {
  const { t, language } = useWords();
  return piecesOf(text).map((piece, at) => {
    // Pieces have no identity of their own and never move.
    const key = String(at);
    if (piece.kind === 'words') return <span key={key}>{piece.text}</span>;
    const { reference } = piece;
    const indicator = reference && indicatorOf(reference.indicator);
    if (!reference || !indicator)
      return (
        <span key={key} className="ref wrong">
          {piece.text}
        </span>
      );
    const place = reference.at ? ` (${reference.at.unit}, ${reference.at.period})` : '';
    return (
      <span key={key} className="ref" title={t(indicator.words) + place}>
        {sayReference(reference, figures, language)}
      </span>
    );
  });
};

/** A text as it is read, paragraph by paragraph. */
export const ReadText = ({ text, figures }: { text: string; figures: FigurePairs }) =>
  paragraphsOf(text).map((paragraph, at) => (
    <p key={String(at)}>
      <ReadParagraph text={paragraph} figures={figures} />
    </p>
  ));
