package io.accountsync.page;

import io.accountsync.config.ShownText;

/** Texts of others on a page: whatever they look like, they are text, and what no reader sees is named as on a terminal. */
final class PageText {
    private PageText() {}

    /** Between tags, and in an attribute between double quotes. */
    static String html(String text) {
        String shown = ShownText.line(text);
        StringBuilder html = new StringBuilder(shown.length() + 16);
        for (char c : shown.toCharArray()) {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return html.toString();
    }
}
