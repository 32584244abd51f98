// The two decks by pptxgenjs (node); the charts of the plain script must be in the folder.
//   node with_pptxgenjs.cjs FOLDER
const fs = require("node:fs");
const path = require("node:path");
const pptxgen = require("pptxgenjs");

const folder = process.argv[2];
const TEXT = JSON.parse(fs.readFileSync(path.join(__dirname, "..", "text.json"), "utf8"));

async function main() {
  for (const [language, text] of Object.entries(TEXT)) {
    const deck = new pptxgen();
    deck.layout = "LAYOUT_WIDE";
    deck.title = text.title;
    for (const content of text.slides) {
      const slide = deck.addSlide();
      slide.addText(content.title, { x: 0.5, y: 0.4, w: 12, h: 1, fontSize: 28, bold: true });
      const columns = content.columns ?? (content.lines ? [content.lines] : content.cards ?? []);
      columns.forEach((lines, index) => {
        const runs = lines.map((line) => ({ text: line, options: { bullet: !content.cards, breakLine: true } }));
        slide.addText(runs, { x: 0.5 + 4 * index, y: 1.8, w: 3.9, h: 3, fontSize: 20, valign: "top" });
      });
      if (content.chart) slide.addImage({ path: path.join(folder, `${content.chart}.${language}.png`), x: columns.length ? 4.6 : 1, y: 1.8, w: 8.4, h: 4 });
      if (content.rows) slide.addTable(content.rows, { x: 0.5, y: 1.8, w: 12, fontSize: 16 });
      if (content.source) slide.addText(content.source, { x: 0.5, y: 6.8, w: 12, h: 0.4, fontSize: 10 });
      if (content.notes) slide.addNotes(content.notes);
    }
    await deck.writeFile({ fileName: path.join(folder, `pptxgenjs.${language}.pptx`) });
  }
}

main();
