package io.accountsync.dataloader;

import java.util.List;
import java.util.regex.Pattern;

/** Takes passwords out of JDBC URLs, which some people put them into. */
final class UrlPasswords {
    /** Where the forms of the databases have a password. */
    private static final List<Pattern> PASSWORDS = List.of(
            Pattern.compile("(?i)(?<=[?&;:])(?:[\\w.]*password|pwd|[\\w.]*secret|[\\w.]*token)=[^&;]*[&;]?"),
            Pattern.compile("(?<=//)[^/@?;]*:[^/@?;]*@"),
            Pattern.compile("(?<=:)[^:/@?;]+/[^@?;]*(?=@)"));

    private UrlPasswords() {}

    /** The URL without a password in it. */
    static String hidden(String url) {
        String hidden = url;
        for (Pattern password : PASSWORDS) {
            hidden = password.matcher(hidden).replaceAll("");
        }
        return hidden.replaceFirst("[?&]$", "");
    }
}
