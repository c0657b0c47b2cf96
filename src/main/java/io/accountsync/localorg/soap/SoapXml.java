package io.accountsync.localorg.soap;

/** Writes XML, element by element. */
final class SoapXml {

    private final StringBuilder text = new StringBuilder();

    SoapXml open(String name, String... attributes) {
        text.append('<').append(name);
        for (String attribute : attributes) {
            text.append(' ').append(attribute);
        }
        text.append('>');
        return this;
    }

    SoapXml close(String name) {
        text.append("</").append(name).append('>');
        return this;
    }

    /** An element with that text, {@code xsi:nil} for null. */
    SoapXml leaf(String name, String value) {
        if (value == null) {
            text.append('<').append(name).append(" xsi:nil=\"true\"/>");
            return this;
        }
        open(name);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '&' -> text.append("&amp;");
                default -> text.append(c);
            }
        }
        return close(name);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
