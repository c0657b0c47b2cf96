package io.accountsync.dataloader;

import io.accountsync.config.ConfigurationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The beans of a Spring file, in its order. */
final class SpringBeans {
    private final Path file;
    private final Map<String, SpringBean> byId = new LinkedHashMap<>();

    private SpringBeans(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigurationException when it is not one with beans, has an id twice, or says something in a way that is not
     *     understood here
     */
    static SpringBeans read(Path file) {
        XmlElement root = XmlFile.read(file);
        if (!root.name().equals("beans")) {
            throw new ConfigurationException(file + ", line " + root.line() + ": begins with the element " + root.name()
                    + ", where a file of Data Loader has beans. Is it the right file?");
        }
        SpringForm.require(file, root);
        SpringBeans beans = new SpringBeans(file);
        root.children("bean").map(SpringBean::of).forEach(beans::add);
        return beans;
    }

    private void add(SpringBean bean) {
        SpringBean other = byId.putIfAbsent(bean.id().isEmpty() ? "line " + bean.line() : bean.id(), bean);
        if (other != null) {
            throw new ConfigurationException(file + ", line " + bean.line() + ": the bean " + bean.id() + " is in line "
                    + other.line() + " already. Give one of them another id.");
        }
    }

    List<SpringBean> all() {
        return List.copyOf(byId.values());
    }

    Optional<SpringBean> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The bean that a property of another one names or holds. */
    Optional<SpringBean> referred(SpringBean from, String property) {
        return property(from, property).flatMap(element -> {
            Optional<String> name = element.attribute("ref").or(() -> element.child("ref")
                    .flatMap(ref -> ref.attribute("bean").or(() -> ref.attribute("local"))));
            return name.isPresent() ? find(name.get()) : element.child("bean").map(SpringBean::of);
        });
    }

    /** The class of a bean, be it that of its parent. */
    String typeOf(SpringBean bean) {
        return lineage(bean).stream()
                .map(SpringBean::type)
                .filter(type -> !type.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** A property of a bean, be it that of its parent. */
    private Optional<XmlElement> property(SpringBean bean, String name) {
        return lineage(bean).stream()
                .flatMap(each -> each.property(name).stream())
                .findFirst();
    }

    /** The text of a property, be it that of the parent. */
    Optional<String> value(SpringBean bean, String name) {
        return property(bean, name).flatMap(SpringBean::valueOf);
    }

    /** The entries of a list, be it that of the parent. */
    List<String> list(SpringBean bean, String name) {
        return lineage(bean).stream()
                .filter(each -> each.property(name).isPresent())
                .findFirst()
                .map(each -> each.list(name))
                .orElse(List.of());
    }

    /** A bean, then its parent, and so on. */
    List<SpringBean> lineage(SpringBean bean) {
        List<SpringBean> found = new ArrayList<>();
        for (Optional<SpringBean> next = Optional.of(bean);
                next.isPresent() && !found.contains(next.get());
                next = find(next.get().parent())) {
            found.add(next.get());
        }
        return found;
    }

    /** The entries of a map with what it takes over of its parents: those that count come last. */
    List<XmlElement> entries(SpringBean bean, String property) {
        List<XmlElement> entries = new ArrayList<>();
        for (SpringBean each : lineage(bean)) {
            if (each.property(property).isPresent()) {
                entries.addAll(0, each.entries(property).toList());
                if (!each.merges(property)) {
                    break;
                }
            }
        }
        return entries;
    }

    Stream<SpringBean> ofType(String type) {
        return all().stream().filter(bean -> typeOf(bean).equals(type));
    }
}
