package io.accountsync.page;

import java.util.List;
import java.util.Locale;

/** The first page as HTML that needs no script. */
final class SummaryHtml {
    private final StringBuilder html = new StringBuilder();

    private SummaryHtml() {}

    static String of(PageSummary summary) {
        SummaryHtml page = new SummaryHtml();
        page.line("<header><h1>%s</h1>", PageText.html(summary.title()));
        page.line("<p class=\"lead\">%s</p></header>", PageText.html(summary.lead()));
        summary.verdicts().forEach(page::verdict);
        page.facts(summary.facts());
        summary.sections().stream().filter(section -> !section.isEmpty()).forEach(page::section);
        if (summary.toSign() != null) {
            page.signature(summary.toSign());
        }
        return page.html.toString();
    }

    private void verdict(PageVerdict verdict) {
        line(
                "<section class=\"verdict %s\" data-verdict=\"%s\"><h2>%s</h2>",
                verdict.tone().style(), PageText.html(verdict.id()), PageText.html(verdict.title()));
        if (!verdict.text().isEmpty()) {
            line("<p>%s</p>", PageText.html(verdict.text()));
        }
        if (verdict.command() != null) {
            line("<pre class=\"command\" tabindex=\"0\">%s</pre>", PageText.html(verdict.command()));
        }
        line("</section>");
    }

    private void facts(List<PageFact> facts) {
        line("<dl class=\"facts\">");
        facts.forEach(fact -> line(
                "<div data-fact=\"%s\"><dt>%s</dt><dd>%s</dd></div>",
                PageText.html(fact.name()), PageText.html(fact.name()), PageText.html(fact.value())));
        line("</dl>");
    }

    private void section(PageSection section) {
        line(
                "<section id=\"%s\" class=\"part\"><h2>%s</h2>",
                PageText.html(section.id()), PageText.html(section.heading()));
        if (!section.bars().isEmpty()) {
            long most = section.bars().stream()
                    .mapToLong(bar -> bar.count() == null ? 0 : bar.count())
                    .max()
                    .orElse(0);
            line("<table class=\"bars\"><tbody>");
            section.bars().forEach(bar -> bar(bar, Math.max(1, most)));
            line("</tbody></table>");
        }
        if (!section.lines().isEmpty()) {
            line("<ul>");
            section.lines().forEach(text -> line("<li>%s</li>", PageText.html(text)));
            line("</ul>");
        }
        line("</section>");
    }

    private void bar(PageBar bar, long most) {
        long count = bar.count() == null ? 0 : bar.count();
        line(
                "<tr class=\"%s%s\" data-count=\"%s\"><td class=\"number\">%s</td><th scope=\"row\">%s</th>",
                bar.tone().style(),
                bar.isPart() ? " is-part" : "",
                PageText.html(bar.name()),
                bar.count() == null ? "not countable" : String.format(Locale.ROOT, "%,d", count),
                PageText.html(bar.label()));
        // Of what there is something is seen, be it one in a million. The policy of the page forbids styles in
        // attributes.
        double width = count == 0 ? 0 : Math.max(0.5, 100.0 * count / most);
        line(
                "<td class=\"bar\"><svg viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect"
                        + " width=\"%.2f\" height=\"1\"></rect></svg></td></tr>",
                width);
    }

    private void signature(String toSign) {
        line("<section id=\"signature\" class=\"part\"><h2>Agreed</h2><p>%s</p>", PageText.html(toSign));
        line("<div class=\"lines\"><p>Name</p><p>Date</p><p>Signature</p></div></section>");
    }

    private void line(String format, Object... values) {
        html.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
