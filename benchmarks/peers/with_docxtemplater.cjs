// The text of the two briefings by docxtemplater (node), without pictures, which need a module that is not free.
//   node with_docxtemplater.cjs FOLDER
// The template is the one that with_docxtpl.py would draw, with docxtemplater's own marks; it is written here once.
const fs = require("node:fs");
const path = require("node:path");
const Docxtemplater = require("docxtemplater");
const PizZip = require("pizzip");
const { Document, Packer, Paragraph, Table, TableCell, TableRow, HeadingLevel } = require("docx");

const folder = process.argv[2];
const TEXT = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "text.json"), "utf8"));
const STYLES = { heading: "Heading1", text: "Normal", box: "Normal", quote: "Normal", bullet: "Normal", number: "Normal" };

async function template() {
  const file = path.join(folder, "docxtemplater.template.docx");
  if (!fs.existsSync(file)) {
    const row = new TableRow({ children: [new TableCell({ children: [new Paragraph("{#rows}{first}")] }), new TableCell({ children: [new Paragraph("{rest}{/rows}")] })] });
    const kinds = Object.entries(STYLES).flatMap(([kind, style]) => [new Paragraph(`{#${kind}}`), new Paragraph({ text: "{text}", style }), new Paragraph(`{/${kind}}`)]);
    const table = [new Paragraph("{#table}"), new Paragraph("{caption}"), new Table({ rows: [row] }), new Paragraph("{/table}")];
    const notes = [new Paragraph("{#notes}"), new Paragraph("{.}"), new Paragraph("{/notes}")];
    const children = [new Paragraph({ text: "{title}", heading: HeadingLevel.TITLE }), new Paragraph("{#blocks}"), ...kinds, ...table, new Paragraph("{/blocks}"), ...notes];
    fs.writeFileSync(file, await Packer.toBuffer(new Document({ sections: [{ children }] })));
  }
  return fs.readFileSync(file);
}

function block(each) {
  const rows = each.rows ?? each.cards;
  if (rows) return { table: { caption: each.caption ?? "", rows: rows.map(([first, ...rest]) => ({ first, rest: rest.join(" | ") })) } };
  return { [each.kind]: { text: each.text ?? each.caption } };
}

template().then((content) => {
  for (const [language, text] of Object.entries(TEXT)) {
    const document = new Docxtemplater(new PizZip(content), { paragraphLoop: true });
    document.render({ ...text, blocks: text.blocks.map(block) });
    fs.writeFileSync(path.join(folder, `docxtemplater.${language}.docx`), document.toBuffer());
  }
});
