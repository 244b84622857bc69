package dev.patchbay.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URLClassLoader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KeptJarTest {

  @ParameterizedTest
  @MethodSource("dev.patchbay.engine.KeptJar#all")
  void isNotCompiledByThisBuildAndHasItsSourceBesideIt(KeptJar jar) {
    assertThat(jar.classNames()).isNotEmpty();
    for (String name : jar.classNames()) {
      assertThatThrownBy(() -> Class.forName(name)).isInstanceOf(ClassNotFoundException.class);
      assertThat(jar.source(name.replaceFirst("\\$.*", ""))).isRegularFile();
    }
  }

  /** The JVM would not mind until somebody calls it, nor would a comparison of binaries. */
  @ParameterizedTest
  @MethodSource("dev.patchbay.engine.KeptJar#all")
  void lacksNoMethodThatAnInterfaceDemandsToday(KeptJar jar)
      throws IOException, ClassNotFoundException {
    try (URLClassLoader loader = jar.open()) {
      for (String name : jar.classNames()) {
        assertThat(abstractMethods(loader.loadClass(name))).as(name).isEmpty();
      }
    }
  }

  private static List<Method> abstractMethods(Class<?> type) {
    return Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isAbstract(method.getModifiers()))
        .toList();
  }
}
