package io.accountsync.salesforce;

import io.accountsync.config.Sentence;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What Salesforce says of an error, for reports and logs: the words that it has in its own messages, and dots for all others. So a
 * reason reaches whoever has to act, and nothing of a row does, wherever the message quotes one.
 */
public final class PlainWords {
    private static final String LEFT_OUT = "…";
    private static final Pattern PART = Pattern.compile("\\S+");
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]*([A-Za-z'-]+)[^\\p{L}\\p{N}]*");

    /** What a message begins with, as {@code UNKNOWN_EXCEPTION :} or {@code TooManyLockFailure :}. */
    private static final Pattern CODE = Pattern.compile("([A-Z]+(_[A-Z]+)+|([A-Z][a-z]+){2,})(?= ?:)");

    private static final Pattern MARKS = Pattern.compile("[:;,.()\\-]+");

    /** Of messages in Salesforce's documentation and in recorded answers. */
    private static final Set<String> WORDS = Arrays.stream(
                    """
                    a able aborted access accept accepted active after again all allotted allowed already an and another any apex api are as
                    at attempts available batch batches be because been before being busy but by bulk bytes call calls can cannot change changed
                    characters client clientinputerror closed code column columns complete completed concurrent connection contact content
                    contents correct could cpu create created csv currently custom data database deadlock delete deleted delimiter disabled
                    does doesn't duplicate during empty enabled encoding end ended ending endings error errorid errors exceed exceeded
                    exceededquota exception exclusive exist exists expected external failed failure failures features field fields file find
                    for format found from full future gack governor has have header headers id if in include inactive incorrect index input
                    insufficient internal internalservererror invalid invalidbatch invalidjob is it its job jobs json key large later length
                    limit limits line lineending lines lock locked locks long longer lookup maintenance many match max maximum may message
                    missing more most must name names no not null number object objects obtain occurred of on one only open operation or
                    order org organization other out parse parser parsing part permission permissions please polymorphic privileges
                    problem process processed processing query queue quota quote quoted quotes read reached record records reference
                    references refused relationship request requests required resource response result results retried retries retry row
                    rows running salesforce separator server service session setting should size some soql specified state status storage
                    string submit support system temporarily than that the there this time timed timeout times to too total trigger
                    triggers try trying type unable unavailable unescaped unexpected unique unknown unsupported update updated upload
                    uploaded upsert used user valid value values version was were while with within you your
                    """
                            .strip()
                            .split("\\s+"))
            .collect(Collectors.toUnmodifiableSet());

    private PlainWords() {}

    /** The message so far as its words are plain, without an end; empty where none of them is. */
    public static String of(String message) {
        StringBuilder said = new StringBuilder();
        Matcher code = CODE.matcher(message);
        boolean isAnySaid = code.lookingAt();
        said.append(isAnySaid ? code.group() + ":" : "");
        Matcher part = PART.matcher(isAnySaid ? message.substring(code.end()).replaceFirst(" ?:", "") : message);
        while (part.find()) {
            boolean isPlain = isPlain(part.group());
            isAnySaid |= isPlain && !MARKS.matcher(part.group()).matches();
            if (isPlain || !said.toString().endsWith(LEFT_OUT)) {
                said.append(said.isEmpty() ? "" : " ").append(isPlain ? part.group() : LEFT_OUT);
            }
        }
        return isAnySaid ? Sentence.open(said.toString()) : "";
    }

    private static boolean isPlain(String part) {
        Matcher word = WORD.matcher(part);
        return word.matches()
                ? WORDS.contains(word.group(1).toLowerCase(Locale.ROOT))
                : MARKS.matcher(part).matches();
    }
}
