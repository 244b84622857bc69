package dev.patchbay.testkit.providers;

import dev.patchbay.spi.definition.IntegrationDefinition;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A definition as text, with everything that its accessors say: equal texts, equal definitions. */
final class DefinitionText {
  private static final String PARTS = IntegrationDefinition.class.getPackageName() + ".";

  private DefinitionText() {}

  static String of(IntegrationDefinition definition) {
    return describe(definition, List.of());
  }

  private static String describe(Object value, List<Object> around) {
    if (value instanceof Optional<?> optional) {
      return optional.map(inner -> describe(inner, around)).orElse("none");
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + describe(entry.getValue(), around))
          .collect(Collectors.joining("; ", "{", "}"));
    }
    if (value instanceof Collection<?> collection) {
      return collection.stream()
          .map(item -> describe(item, around))
          .collect(Collectors.joining("; ", "[", "]"));
    }
    boolean hasParts = value.getClass().getName().startsWith(PARTS) && !value.getClass().isEnum();
    return hasParts ? describeParts(value, around) : value.toString();
  }

  private static String describeParts(Object value, List<Object> around) {
    // A token set that looks the same in a refresh refers to itself.
    if (around.stream().anyMatch(outer -> outer == value)) {
      return "itself";
    }
    List<Object> deeper = Stream.concat(around.stream(), Stream.of(value)).toList();
    String parts =
        accessors(value.getClass())
            .map(accessor -> accessor.getName() + "=" + describe(read(accessor, value), deeper))
            .collect(Collectors.joining("; "));
    return value.getClass().getSimpleName() + "{" + parts + "}" + value;
  }

  private static Stream<Method> accessors(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()))
        .filter(method -> !Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> isProperty(method.getReturnType()))
        .filter(method -> !List.of("hashCode", "toString").contains(method.getName()))
        .sorted(Comparator.comparing(Method::getName));
  }

  private static boolean isProperty(Class<?> type) {
    return type != void.class && type != Stream.class && !type.getName().endsWith("$Builder");
  }

  private static Object read(Method accessor, Object owner) {
    try {
      return accessor.invoke(owner);
    } catch (IllegalAccessException | InvocationTargetException broken) {
      throw new LinkageError("'" + accessor.getName() + "' could not be read", broken);
    }
  }
}
