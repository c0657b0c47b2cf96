package io.accountsync.dataloader;

import io.accountsync.config.NearestNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The settings that Data Loader has, and what to say of those that a sync file or key cannot have. */
final class KnownSettings {
    /** What becomes part of a sync file or a key, each by the class that knows how. */
    private static final Set<String> CARRIED = Set.of(
            "sfdc.entity",
            "sfdc.externalIdField",
            "sfdc.insertNulls",
            "sfdc.endpoint",
            "sfdc.endpoint.Production",
            "sfdc.endpoint.Sandbox",
            "sfdc.oauth.environment",
            "sfdc.oauth.environments",
            "sfdc.loadBatchSize",
            "sfdc.useBulkApi",
            "sfdc.useBulkV2Api",
            "sfdc.timezone",
            "sfdc.truncateFields",
            "sfdc.updateWithExternalId",
            "sfdc.proxyHost",
            "sfdc.proxyPort",
            "sfdc.duplicateRule.allowSave",
            "process.name",
            "process.operation",
            "process.mappingFile",
            "dataAccess.type",
            "dataAccess.name",
            "dataAccess.readUTF8",
            "dataAccess.readCharset",
            "loader.csvComma",
            "loader.csvTab",
            "loader.csvOther",
            "loader.csvOtherValue");

    /** A word like "name" or "type" is part of too many others. */
    private static final int SHORT = 5;

    private static final String SECRET = "not copied. account-sync has a login of its own: account-sync auth login";

    /** By the words that are in the setting's name, the first that fits. Keys are regular expressions. */
    private static final Map<String, String> REASONS = new LinkedHashMap<>();

    static {
        REASONS.put("(?i).*(password|token|secret|sessionid).*", SECRET);
        REASONS.put(
                "sfdc\\.username|sfdc\\.oauth\\..*|salesforce\\.oauth\\.instanceURL|sfdcInternal.*",
                "not copied. account-sync logs in with an app of your own and without the user's password: "
                        + "account-sync auth login. Give the app the same user");
        REASONS.put(
                "process\\.encryptionKeyFile",
                "not needed, since no file has an encrypted password any more. Delete the key file when Data Loader is gone");
        REASONS.put(
                "process\\.(output.*|statusOutputDirectory|enableExtractStatusOutput|bulk\\.saveServer.*)",
                "not needed: there are no files of success and error. The state keeps the result of each record: "
                        + "account-sync failures SYNC --csv FILE writes what was rejected, with the reasons");
        REASONS.put(
                "process\\.(initialLastRunDate|enableLastRunOutput|lastRunOutputDirectory)|process\\.lastRunDate",
                "not carried over: the first run reads every row, and from then on the state says what has to be sent");
        REASONS.put(
                "sfdc\\.(debugMessages|debugMessagesFile|wireOutput)",
                "not carried over, since such a log holds rows and sessions. -v behind a command logs what happens");
        REASONS.put(
                "sfdc\\.(enableRetries|maxRetries|minRetrySleepSecs|timeoutSecs|connectionTimeoutSecs)",
                "not needed: calls are repeated, and an answer that is lost makes no duplicate. See sync.retries, "
                        + "sync.retry-delay and sync.call-timeout");
        REASONS.put(
                "sfdc\\.bulkApiSerialMode",
                "has no equivalent in Bulk API 2.0. Where records lock each other set sync.<name>.path=collections and "
                        + "sync.<name>.in-flight=1");
        REASONS.put(
                "sfdc\\.bulkApi.*|process\\.bulk\\..*|sfdc\\.(enableBulkQuery|bulkQuery).*",
                "not needed for jobs of Bulk API 2.0. See sync.bulk.job-size, sync.bulk.jobs and sync.bulk.poll-interval");
        REASONS.put(
                "sfdc\\.extract.*|sfdc\\.sortExtractionFields|sfdc\\.soql.*|loader\\.query\\..*|loader\\.buffer.*"
                        + "|dataAccess\\.write.*|sfdc\\.extraction\\..*",
                "not carried over: it concerns extracting, which account-sync does not do");
        REASONS.put(
                "dataAccess\\.(readBatchSize|skipTotalCount|batchSize|extractionRequestSize)",
                "not needed: rows are read as a stream");
        REASONS.put(
                "process\\.loadRowToStartAt",
                "not carried over: a run that was interrupted goes on by itself, and only what has changed is sent");
        REASONS.put(
                "process\\.useEuropeanDates",
                "has no equivalent: dates are ISO 8601, such as 2026-01-31, and a row with another form is invalid and "
                        + "reported. Convert them in the query, or have the file written so");
        REASONS.put(
                "datefield\\.usegmt",
                "not carried over: a time goes into a date field as its day in sync.<name>.time-zone");
        REASONS.put(
                "sfdc\\.assignmentRule",
                "has no equivalent: one rule cannot be chosen. salesforce.auto-assign=true lets the org's active "
                        + "assignment rules run");
        REASONS.put(
                "process\\.keepAccountTeam",
                "has no equivalent. Leave the owner to Salesforce with write: onCreate where the team must stay");
        REASONS.put(
                "sfdc\\.formatPhoneFields",
                "has no equivalent: numbers go as the source has them. Format them in the query");
        REASONS.put(
                "sfdc\\.load\\.preserveWhitespaceInRichText|sfdx\\.richtext\\.regex",
                "has no equivalent: texts go as the source has them. Put <br> into rich texts in the query");
        REASONS.put("sfdc\\.load\\.removeLeading.*", "not needed: white space around keys never counts");
        REASONS.put(
                "process\\.batchMode\\..*",
                "not needed: a run that leaves records rejected or rows invalid ends with exit code 3");
        REASONS.put("sfdc\\.deleteWithExternalId", "has no equivalent: account-sync does not delete");
        REASONS.put(
                "sfdc\\.duplicateRule\\..*",
                "has no equivalent. account-sync explain KEY names the records that a duplicate rule found");
        REASONS.put(
                "sfdc\\.proxy.*",
                "not carried over. See camel.component.salesforce.http-proxy-… in docs/salesforce-setup.md, Behind a proxy");
        REASONS.put(
                "sfdc\\.(noCompression|resetUrlOnLogin|reuseClientConnection|useLegacyHttpGet|useSysPropsForHttpClient)",
                "not needed: account-sync makes its connections another way");
        REASONS.put(
                "salesforce\\.api\\.version",
                "not carried over: account-sync uses the version that salesforce.api-version says");
        REASONS.put(
                "loader\\..*|sfdc\\.ui\\..*|sfdc\\.system\\..*|salesforce\\..*|config\\.properties\\..*|run\\.mode"
                        + "|swt\\..*|process\\.thread\\.name|dataAccess\\.(read|write)\\..*",
                "not needed: it concerns Data Loader's own windows, files and threads");
    }

    /** A part of those that have a reason: for the one that was probably meant. */
    private static final List<String> OTHERS = List.of(
            "sfdc.username",
            "sfdc.password",
            "sfdc.timeoutSecs",
            "sfdc.maxRetries",
            "sfdc.assignmentRule",
            "sfdc.debugMessages",
            "sfdc.debugMessagesFile",
            "sfdc.bulkApiSerialMode",
            "sfdc.extractionSOQL",
            "sfdc.extractionRequestSize",
            "sfdc.proxyUsername",
            "sfdc.proxyPassword",
            "process.encryptionKeyFile",
            "process.initialLastRunDate",
            "process.outputSuccess",
            "process.outputError",
            "process.statusOutputDirectory",
            "process.useEuropeanDates",
            "process.loadRowToStartAt",
            "dataAccess.readBatchSize",
            "dataAccess.writeBatchSize");

    private KnownSettings() {}

    /** Settings of a trial have this in front of them. */
    private static String plain(String key) {
        return key.replaceFirst("^pilot\\.", "");
    }

    static boolean isCarried(String key) {
        return CARRIED.contains(plain(key));
    }

    static boolean isKnown(String key) {
        return isCarried(key) || reason(key).isPresent();
    }

    /** Why a setting is not carried over and what to do; empty where it is, or is not known. */
    static Optional<String> reason(String key) {
        return isCarried(key)
                ? Optional.empty()
                : REASONS.entrySet().stream()
                        .filter(entry -> plain(key).matches(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst();
    }

    /** The setting that was probably meant by one that there is not; empty when none is much like it. */
    static Optional<String> meant(String key) {
        Set<String> names = new TreeSet<>(CARRIED);
        names.addAll(OTHERS);
        String last = lastPart(key);
        return names.stream()
                .filter(name -> familyOf(name).equals(familyOf(key)))
                .filter(name -> isPart(lastPart(name), last) || isPart(last, lastPart(name)))
                .findFirst()
                .or(() ->
                        NearestNames.isNear(key, names) ? Optional.of(NearestNames.one(key, names)) : Optional.empty());
    }

    private static boolean isPart(String word, String of) {
        return word.length() > SHORT && of.contains(word);
    }

    private static String familyOf(String key) {
        return key.replaceFirst("\\..*", "");
    }

    private static String lastPart(String key) {
        return key.substring(key.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
