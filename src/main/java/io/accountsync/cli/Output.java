package io.accountsync.cli;

import io.accountsync.config.ShownText;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;

/**
 * What commands print on: values of a format and whole lines are escaped, so that nothing in them begins another line. Only text
 * that is made of lines already goes through {@link #print(String)}.
 */
final class Output extends PrintWriter {
    Output(Writer to) {
        super(to, true);
    }

    @Override
    public PrintWriter format(String format, Object... values) {
        return super.format(Locale.ROOT, format, Shown.all(values));
    }

    @Override
    public PrintWriter printf(String format, Object... values) {
        return format(format, values);
    }

    @Override
    public void println(String line) {
        super.print(ShownText.line(line));
        println();
    }

    /** Of picocli, which says so what is wrong with the arguments. */
    @Override
    public void println(Object line) {
        println(Colour.without(marked(String.valueOf(line))));
    }

    @Override
    public void print(String lines) {
        super.print(marked(String.valueOf(lines)));
    }

    @Override
    public void print(Object lines) {
        print(String.valueOf(lines));
    }

    /** Picocli adds this sequence behind a colour that has its end already. */
    private static String marked(String text) {
        return text.replace(Ansi.Style.reset.off(), "");
    }
}
