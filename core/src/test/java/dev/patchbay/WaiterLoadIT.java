package dev.patchbay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class WaiterLoadIT {
  private static final Pattern REPORT =
      Pattern.compile("waited=(\\d+) denied=(\\d+) threads=(-?\\d+)");

  @Test
  void hundredThousandWaitsInASmallHeapAllEndAndHoldNoThread() throws Exception {
    String output = runChild();
    Matcher report = REPORT.matcher(output);

    assertThat(report.find()).as(output).isTrue();
    assertThat(report.group(1)).isEqualTo("100000");
    assertThat(report.group(2)).isEqualTo("100000");
    assertThat(Integer.parseInt(report.group(3))).isLessThan(20);
  }

  private static String runChild() throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Dlogback.configurationFile=" + Path.of("absent.xml"),
                "-Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener",
                "-cp",
                System.getProperty("java.class.path"),
                WaiterLoad.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor()).as(output).isZero();
    return output;
  }
}
