package io.accountsync.mapping;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.component.salesforce.api.dto.SObjectDescription;
import org.apache.camel.component.salesforce.api.dto.SObjectField;

/** What concerns the object as a whole: permissions, required fields, and features of the org that change the rules. */
final class TargetCheck {
    private final TargetFields targets;
    private final Set<String> mapped;
    private final Mistakes mistakes;

    private TargetCheck(TargetFields targets, Set<String> mapped, Mistakes mistakes) {
        this.targets = targets;
        this.mapped = mapped;
        this.mistakes = mistakes;
    }

    /**
     * Examines a mapping as a whole.
     *
     * @param bound the fields that can be written
     * @param whenGone whether the org has to tell which records are gone
     * @param mapped the names of all fields that the file maps, ignoring case
     */
    static void examine(
            SObjectDescription describe,
            TargetFields targets,
            List<BoundField> bound,
            Set<String> mapped,
            WhenGone whenGone,
            Mistakes mistakes) {
        if (whenGone.isWatched() && Boolean.FALSE.equals(describe.isReplicateable())) {
            mistakes.about("whenGone")
                    .add("is " + whenGone.word() + ", and Salesforce does not tell which records of "
                            + describe.getName() + " were deleted; remove it");
        }
        TargetCheck check = new TargetCheck(targets, mapped, mistakes);
        check.examinePermissions(describe);
        if (targets.operation().creates()) {
            check.examineRequired();
        }
        check.examinePersonAccounts();
        check.examineCurrency(bound);
        check.examineStates();
    }

    private void examinePermissions(SObjectDescription describe) {
        if (targets.operation().creates() && Boolean.FALSE.equals(describe.isCreateable())) {
            mistakes.about("object").add(targets.object() + lacks("create", "Create"));
        }
        if (targets.operation().writesExisting() && Boolean.FALSE.equals(describe.isUpdateable())) {
            mistakes.about("object").add(targets.object() + lacks("change", "Edit"));
        }
    }

    private static String lacks(String verb, String permission) {
        return ": the user may not " + verb
                + " its records; give its profile or a permission set the object permission " + permission;
    }

    private void examineRequired() {
        for (SObjectField field : targets.all()) {
            if (TargetFields.isRequired(field)
                    && !mapped.contains(field.getName())
                    && !(isName(field) && isForPeople())) {
                mistakes.about(field.getName())
                        .add("is required in this org and not mapped, so that no record could be created; add it under "
                                + "fields");
            }
        }
    }

    /** A person's Name is put together from first and last name. */
    private void examinePersonAccounts() {
        Optional<SObjectField> name = targets.field("Name");
        if (targets.field("IsPersonAccount").isEmpty() || name.isEmpty() || !mapped.contains("Name")) {
            return;
        }
        mistakes.about("Name")
                .warn(
                        mapped.contains("LastName")
                                ? "and LastName are both mapped, and this org has person accounts: a row that has both "
                                        + "is rejected. Leave Name empty for people, and LastName for companies"
                                : "cannot be written to an Account that is a person, and this org has person accounts: "
                                        + "where a key belongs to one, its row is rejected. Map LastName for people, or "
                                        + "leave them out in the source query");
    }

    private void examineCurrency(List<BoundField> bound) {
        if (targets.field("CurrencyIsoCode").isEmpty() || mapped.contains("CurrencyIsoCode")) {
            return;
        }
        String amounts = bound.stream()
                .map(BoundField::clearName)
                .filter(name -> targets.field(name)
                        .filter(field -> "currency".equals(field.getType()))
                        .isPresent())
                .sorted()
                .collect(Collectors.joining(", "));
        if (!amounts.isEmpty()) {
            mistakes.about("CurrencyIsoCode")
                    .warn("is not mapped, and this org has several currencies: new records take the user's own for "
                            + amounts
                            + "; map it to the column or constant that says which currency the amounts are in");
        }
    }

    /** Where states are kept as a picklist, each belongs to a country. */
    private void examineStates() {
        for (SObjectField code : targets.all()) {
            if (!code.getName().endsWith("StateCode") || Picklist.of(code).isEmpty()) {
                continue;
            }
            String state = code.getName().replaceFirst("Code$", "");
            String country = state.replaceFirst("State$", "Country");
            if ((mapped.contains(state) || mapped.contains(code.getName()))
                    && !mapped.contains(country)
                    && !mapped.contains(country + "Code")) {
                mistakes.about(mapped.contains(state) ? state : code.getName())
                        .warn(
                                "is mapped without a country, and this org keeps picklists of states and countries: a state "
                                        + "is rejected where the record has no country; map " + country
                                        + "Code as well");
            }
        }
    }

    private static boolean isName(SObjectField field) {
        return field.getName().toLowerCase(Locale.ROOT).equals("name");
    }

    private boolean isForPeople() {
        return targets.field("IsPersonAccount").isPresent() && mapped.contains("LastName");
    }
}
