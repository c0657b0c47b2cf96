package io.accountsync.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;

/** An org that has just these objects. */
public final class TestObjects implements OrgObjects {
    private final List<Describe> all = new ArrayList<>();

    /** Adds an object, or puts it in the place of one of its name. */
    public TestObjects with(Describe describe) {
        all.removeIf(other -> other.build().getName().equals(describe.build().getName()));
        all.add(describe);
        return this;
    }

    @Override
    public Optional<SObjectDescription> find(String object) {
        return all.stream()
                .map(Describe::build)
                .filter(describe -> describe.getName().equalsIgnoreCase(object))
                .findFirst();
    }

    @Override
    public List<String> names() {
        return all.stream().map(describe -> describe.build().getName()).toList();
    }
}
