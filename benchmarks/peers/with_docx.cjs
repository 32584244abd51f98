// The two briefings by docx (node), with real footnotes; the charts of the plain script must be in the folder.
//   node with_docx.cjs FOLDER
const fs = require("node:fs");
const path = require("node:path");
const docx = require("docx");

const folder = process.argv[2];
const TEXT = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "text.json"), "utf8"));
const LEVELS = [docx.HeadingLevel.HEADING_1, docx.HeadingLevel.HEADING_2, docx.HeadingLevel.HEADING_3];
const NUMBERING = { config: [{ reference: "numbers", levels: [{ level: 0, format: "decimal", text: "%1." }] }] };

function runs(text) {
  return text.split(/(\*\*.+?\*\*|\[\^\d+\])/).filter(Boolean).map((piece) => {
    if (piece.startsWith("[^")) return new docx.FootnoteReferenceRun(Number(piece.slice(2, -1)));
    return new docx.TextRun({ text: piece.replaceAll("**", ""), bold: piece.startsWith("**") });
  });
}

function table(rows) {
  const cell = (text) => new docx.TableCell({ children: [new docx.Paragraph({ children: runs(text) })] });
  return new docx.Table({ rows: rows.map((row, index) => new docx.TableRow({ tableHeader: !index, children: row.map(cell) })) });
}

function blocks(block, language) {
  const source = block.source ? [new docx.Paragraph({ children: [new docx.TextRun({ text: block.source, size: 16 })] })] : [];
  const paragraph = (options) => [new docx.Paragraph({ children: runs(block.text), ...options }), ...source];
  switch (block.kind) {
    case "heading": return paragraph({ heading: LEVELS[block.level - 1] });
    case "bullet": return paragraph({ bullet: { level: block.level } });
    case "number": return paragraph({ numbering: { reference: "numbers", level: 0 } });
    case "box": case "quote": return paragraph({ indent: { left: 600 } });
    case "table": return [new docx.Paragraph(block.caption), table(block.rows), ...source];
    case "cards": return [table(block.cards)];
    case "chart": {
      const data = fs.readFileSync(path.join(folder, `${block.chart}.${language}.png`));
      const image = new docx.ImageRun({ type: "png", data, transformation: { width: 600, height: 286 } });
      return [new docx.Paragraph(block.caption), new docx.Paragraph({ children: [image] }), ...source];
    }
    default: return paragraph({});
  }
}

async function main() {
  for (const [language, text] of Object.entries(TEXT)) {
    const footnotes = Object.fromEntries(text.notes.map((note, index) => [index + 1, { children: [new docx.Paragraph(note)] }]));
    const head = [new docx.Paragraph({ text: text.title, heading: docx.HeadingLevel.TITLE }), new docx.Paragraph(text.subtitle)];
    const children = [...head, ...text.blocks.flatMap((block) => blocks(block, language))];
    const document = new docx.Document({ title: text.title, numbering: NUMBERING, footnotes, sections: [{ children }] });
    fs.writeFileSync(path.join(folder, `docx.${language}.docx`), await docx.Packer.toBuffer(document));
  }
}

main();
