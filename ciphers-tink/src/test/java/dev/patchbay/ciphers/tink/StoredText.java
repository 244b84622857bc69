package dev.patchbay.ciphers.tink;

import dev.patchbay.spi.Stores;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that stores in memory hold, as a text: a walk through all their objects. */
final class StoredText {
  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final StringBuilder text = new StringBuilder();

  private StoredText() {}

  /** One character per byte, so that bytes that are no text are found too. */
  static String of(Stores stores) {
    StoredText walk = new StoredText();
    walk.add(stores);
    return walk.text.toString();
  }

  private void add(Object object) {
    if (object == null || !seen.add(object)) {
      return;
    }
    if (object instanceof byte[] bytes) {
      text.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
    } else if (object instanceof CharSequence || object instanceof Enum<?>) {
      text.append(object).append('\n');
    } else if (object instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            add(key);
            add(value);
          });
    } else if (object instanceof Iterable<?> items) {
      items.forEach(this::add);
    } else if (object instanceof Optional<?> maybe) {
      maybe.ifPresent(this::add);
    } else if (object.getClass().isArray()) {
      addArray(object);
    } else if (object.getClass().getName().startsWith("dev.patchbay.")) {
      addFields(object);
    } else {
      text.append(object).append('\n');
    }
  }

  private void addArray(Object array) {
    for (int i = 0; i < Array.getLength(array); i++) {
      add(Array.get(array, i));
    }
  }

  private void addFields(Object object) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !isClock(field)) {
          add(value(field, object));
        }
      }
    }
  }

  private static boolean isClock(Field field) {
    return java.time.Clock.class.isAssignableFrom(field.getType());
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException | InaccessibleObjectException hidden) {
      throw new IllegalStateException("The walk cannot see " + field, hidden);
    }
  }
}
