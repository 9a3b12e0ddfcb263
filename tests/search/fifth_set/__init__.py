"""The fifth set: written on 26 November 2026 by somebody who had read issue 5 and its references, and no rule, table or query of the
hub, to see whether what was mended for the fourth helps names that the fourth does not ask for. The form is that of `third_set`;
two thirds of it ask ACROSS: `queries/across.txt` in one language for texts of the others (those of one's own may stand among
them), by names and by words of the glossary of the issue; `hope.txt` the same for what needs a dictionary or a translation: its
figure promises nothing. `hostile.jsonl`: what nobody means well, [text, times]. Do not mend a rule for one of its queries, nor a
label for a rule.
"""
