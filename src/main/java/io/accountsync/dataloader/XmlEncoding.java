package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether an XML file is in the encoding that it says: the parser would print to the console, and know no line. */
final class XmlEncoding {
    private static final Pattern DECLARED =
            Pattern.compile("^(?:\u00EF\u00BB\u00BF)?<\\?xml[^>]*\\sencoding\\s*=\\s*[\"']([^\"']*)[\"']");

    private XmlEncoding() {}

    /**
     * Refuses a file that is in another encoding.
     *
     * @throws ConfigurationException with the line
     */
    static void require(Path file, byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        if (raw.startsWith("\u00FE\u00FF") || raw.startsWith("\u00FF\u00FE")) {
            // UTF-16, which the mark says.
            return;
        }
        Matcher declared = DECLARED.matcher(raw);
        String name = declared.find() ? declared.group(1) : "UTF-8";
        ByteBuffer read = ByteBuffer.wrap(bytes);
        try {
            Charset.forName(name).newDecoder().decode(read);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new ConfigurationException(
                    file + ", line 1: says the encoding " + name
                            + ", which Java does not know. Save the file as UTF-8, " + "and say so.",
                    e);
        } catch (CharacterCodingException e) {
            long line = 1
                    + raw.substring(0, read.position())
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            throw new ConfigurationException(
                    file + ", line " + line + ": is not text in " + name
                            + ", the encoding that its first line says (UTF-8 where it says none). Save it in that encoding.",
                    e);
        }
    }
}
