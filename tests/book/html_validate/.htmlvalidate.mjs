// The standard's own rules, those for readers who do not see or do not use a mouse, and what makes pages odd.
export default {
  root: true,
  extends: ["html-validate:standard", "html-validate:a11y", "html-validate:document"],
  rules: {
    "no-implicit-button-type": "error",
    "no-dup-class": "error",
    "no-redundant-role": "error",
    // of the theme's template: its search is sent by the Enter key, which the field's hint says
    "wcag/h32": "off",
    // of Sphinx: captions in the navigation and lists of citations carry the roles of what they are not
    "prefer-native-element": "off",
    // of its two, one is on the screen and the other on paper
    "heading-level": ["error", { allowMultipleH1: true }],
    // every script is the book's own, from its own host
    "require-sri": "off",
    // html-validate takes "Shrinkage" at the end of a title for length; search engines do not
    "long-title": "off",
  },
};
