package dev.patchbay.benchmarks.measure;

/** The floor of every start. */
public final class Nothing {
  private Nothing() {}

  /**
   * Prints a line.
   *
   * @param arguments none
   */
  public static void main(String[] arguments) {
    System.out.println("https://host.example/authorize");
  }
}
