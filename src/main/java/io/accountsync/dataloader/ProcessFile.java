package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import io.accountsync.config.Sentence;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads process-conf.xml, and config.properties, whose settings count for every process that has none of its own. */
final class ProcessFile {
    static final String NAME = "process-conf.xml";
    private static final String CONFIG = "config.properties";
    private static final String RUNNER = "ProcessRunner";
    private static final String OVERRIDES = "configOverrideMap";

    private final Mistakes mistakes;
    private final Leftovers leftovers;
    private final Map<String, Setting> common = new LinkedHashMap<>();

    ProcessFile(Mistakes mistakes, Leftovers leftovers) {
        this.mistakes = mistakes;
        this.leftovers = leftovers;
    }

    /**
     * The processes in a directory.
     *
     * @throws ConfigurationException when the directory or its file is missing or cannot be understood at all
     */
    List<LoaderProcess> read(Path directory) {
        SpringBeans beans = SpringBeans.read(locate(directory));
        Path config = directory.resolve(CONFIG);
        if (Files.isRegularFile(config)) {
            PropertyText.read(config)
                    .forEach(entry ->
                            common.put(entry.key(), new Setting(CONFIG, entry.line(), entry.key(), entry.value())));
        }
        List<LoaderProcess> processes = new ArrayList<>();
        for (SpringBean bean : beans.all()) {
            if (!beans.typeOf(bean).equals(RUNNER)) {
                leftovers.add(NAME, bean.line(), bean.id(), otherBean(beans.typeOf(bean)));
            } else if (!bean.isAbstract()) {
                processes.add(process(beans, bean));
            }
        }
        if (processes.isEmpty()) {
            mistakes.add(
                    NAME,
                    1,
                    "has no bean of the class com.salesforce.dataloader.process.ProcessRunner, so that "
                            + "there is nothing to import. Is it the right directory?");
        }
        return processes;
    }

    private static Path locate(Path directory) {
        if (!Files.exists(directory)) {
            throw new ConfigurationException(Sentence.closed("There is no directory " + directory)
                    + " Name the one that has process-conf.xml, which process.bat gets as its first argument.");
        }
        if (!Files.isDirectory(directory)) {
            throw new ConfigurationException(
                    directory + " is a file. Name the directory that has process-conf.xml and the mappings.");
        }
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            Path inner = directory.resolve("conf");
            boolean isInner = Files.isRegularFile(inner.resolve(NAME));
            throw new ConfigurationException(Sentence.closed("The directory " + directory + " has no " + NAME)
                    + (isInner ? " Name the one that has: " + inner : " Name the one that process.bat gets."));
        }
        return file;
    }

    private LoaderProcess process(SpringBeans beans, SpringBean bean) {
        Map<String, Setting> settings = new LinkedHashMap<>(common);
        for (XmlElement entry : beans.entries(bean, OVERRIDES)) {
            String key = SpringBean.keyOf(entry);
            String value = SpringBean.valueOf(entry).orElse("").strip();
            Setting setting = new Setting(NAME, entry.line(), key, value);
            if (key.isEmpty()) {
                mistakes.add(NAME, entry.line(), "the entry has no key. Give it one, or remove it");
            }
            settings.put(key, setting);
        }
        if (bean.id().isEmpty()) {
            mistakes.add(NAME, bean.line(), "the process has no id. Give it one: the sync is named so");
        }
        return new LoaderProcess(
                bean.id(),
                NAME,
                bean.line(),
                bean.element().child("description").map(XmlElement::text).orElse(""),
                settings);
    }

    private static String otherBean(String type) {
        return type.contains("Scheduler") || type.contains("Trigger") || type.contains("JobDetail")
                ? "not carried over. A sync has a schedule of its own: set sync.<name>.schedule to a Quartz cron expression"
                : "not carried over, since it is not a process. If a process needs it, write what it does into the sync file";
    }
}
