package io.accountsync.mapping;

import io.accountsync.config.Causes;
import java.time.DateTimeException;
import org.apache.camel.NoTypeConversionAvailableException;
import org.apache.camel.TypeConversionException;
import org.apache.camel.component.bean.AmbiguousMethodCallException;
import org.apache.camel.component.bean.MethodInfo;
import org.apache.camel.component.bean.MethodNotFoundException;
import org.apache.camel.util.ObjectHelper;

/** Why an expression failed, by the kind of its error: what Camel and Java say of it quotes values of the row. */
final class ExpressionFailure {
    private ExpressionFailure() {}

    /** To stand behind "the expression failed". */
    static String reason(Throwable error) {
        AmbiguousMethodCallException several = ObjectHelper.getException(AmbiguousMethodCallException.class, error);
        if (several != null) {
            String name = several.getMethods().stream()
                    .findFirst()
                    .map(MethodInfo::getMethod)
                    .map(method -> " " + method.getName())
                    .orElse("");
            return ": several methods" + name
                    + " take these arguments, and Camel cannot choose one; call another method, such "
                    + "as replaceAll for replace, or do it in the source query";
        }
        MethodNotFoundException missing = ObjectHelper.getException(MethodNotFoundException.class, error);
        if (missing != null) {
            return ": it calls the method "
                    + String.valueOf(missing.getMethodName()).replaceFirst("(?s)\\(.*", "") + ", which "
                    + of(missing.getBean())
                    + " has not, or not for these arguments; correct its name, or do it in the source query";
        }
        Throwable root = Causes.root(error);
        return (root instanceof NumberFormatException
                        ? ": a text that it takes for a number is none"
                        : root instanceof DateTimeException
                                ? ": a text that it takes for a date or time is none in that form"
                                : root instanceof IndexOutOfBoundsException
                                        ? ": it takes a part of a text or list that is shorter"
                                        : root instanceof NullPointerException
                                                ? ": a value that it needs is null"
                                                : isConversion(root)
                                                        ? ": a value has not the type that it needs"
                                                        : " for what this row holds")
                + "; fix it in the mapping, or in the source query";
    }

    private static boolean isConversion(Throwable root) {
        return root instanceof ClassCastException
                || root instanceof TypeConversionException
                || root instanceof NoTypeConversionAvailableException;
    }

    private static String of(Object bean) {
        return bean == null ? "the value" : ValueKind.of(bean);
    }
}
