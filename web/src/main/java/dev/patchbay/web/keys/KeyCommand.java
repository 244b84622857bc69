package dev.patchbay.web.keys;

import dev.patchbay.web.spi.Principal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;

/**
 * The command that makes keys of the REST API. It shows a key once, and appends its hash to a file
 * that {@link HashedKeys#file} reads. To take a key back, take its line out of the file.
 *
 * <pre>{@code
 * java -cp ... dev.patchbay.web.keys.KeyCommand keys.txt organisation
 * java -cp ... dev.patchbay.web.keys.KeyCommand keys.txt workspace=ws_abc123 member=alice share
 * }</pre>
 *
 * <p>It ends with 0, or with 1 if the file could not be written, or with 2 if it was asked for
 * nothing that it knows.
 */
public final class KeyCommand {
  private static final String USAGE =
      """
      Usage: FILE organisation
             FILE workspace=ID [member=ID] [share]""";

  private final PrintStream out;
  private final PrintStream err;

  KeyCommand(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the command and ends the JVM.
   *
   * @param arguments the file, and whom the key is to stand for
   */
  public static void main(String[] arguments) {
    PrintStream out = new PrintStream(System.out, true, Charset.defaultCharset());
    System.exit(new KeyCommand(out, System.err).run(List.of(arguments)));
  }

  /** Runs the command, and returns its exit code. */
  int run(List<String> arguments) {
    try {
      if (arguments.size() < 2) {
        throw new IllegalArgumentException("expected a file, and whom the key is for");
      }
      Principal principal = KeyEntry.principal(arguments.subList(1, arguments.size()));
      make(Path.of(arguments.get(0)), principal);
      return 0;
    } catch (IllegalArgumentException misused) {
      err.println(misused.getMessage());
      err.println(USAGE);
      return 2;
    } catch (IOException failure) {
      err.println("The key was not made: '" + failure.getMessage() + "' cannot be written");
      return 1;
    }
  }

  private void make(Path file, Principal principal) throws IOException {
    out.println(HashedKeys.make(file, principal).reveal());
    out.println("This is the only time that the key is shown. Its hash is in '" + file + "'.");
  }
}
