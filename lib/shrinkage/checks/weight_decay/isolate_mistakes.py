"""The known mistakes of item 6: tests that miss the fault that they are for, or catch others with it."""

from proctor import Mistake

FAULTS = {
    "grows": "catches an optimizer that grows the weights, and none of the others",
    "forgets lr": "catches one whose decay forgets the learning rate, and none of the others",
    "decays biases": "catches one that decays biases, and none of the others",
    "couples": "catches one that couples the decay, and none of the others",
    "decays after": "catches one that decays after the step, and none of the others",
    "skips correction": "catches one that skips the bias correction, and none of the others",
}
ALL = list(FAULTS.values())


def the_usual_numbers(fault):
    return dict(w=1.0, b=1.0, w_gradient=0.5, b_gradient=0.5, lr=0.001, weight_decay=0.01, betas=(0.9, 0.999), eps=1e-8)


def one_for_all(fault):
    return dict(w=2.0, b=1.0, w_gradient=0.5, b_gradient=0.5, lr=0.5, weight_decay=0.6, betas=(0.9, 0.999), eps=1e-8)


def no_gradient_for_any(fault):
    return dict(w=2.0, b=0.0, w_gradient=0.0, b_gradient=0.0, lr=0.5, weight_decay=0.6, betas=(0.9, 0.999), eps=1e-8)


def no_gradient_for_growth(fault):
    tests = {
        "grows": dict(w=1.0, lr=0.1, weight_decay=0.5),
        "forgets lr": dict(w=1.0, lr=0.001, weight_decay=0.5),
        "decays biases": dict(b=1.0, lr=0.5, weight_decay=0.5),
        "couples": dict(w=1.0, lr=0.1, weight_decay=0.001),
        "decays after": dict(w_gradient=1.0, lr=0.5, weight_decay=0.5, betas=(0.0, 0.0)),
        "skips correction": dict(w_gradient=1.0, lr=0.5, weight_decay=0.0),
    }
    rest = dict(w=0.0, b=0.0, w_gradient=0.0, b_gradient=0.0, betas=(0.9, 0.999), eps=1e-8)
    return {**rest, **tests[fault]}


def rate_of_one(fault):
    tests = {
        "grows": dict(w=10.0, lr=1.0, weight_decay=0.1),
        "forgets lr": dict(w=10.0, lr=1.0, weight_decay=0.1),
        "decays biases": dict(b=1.0, lr=0.5, weight_decay=0.5),
        "couples": dict(w=1.0, lr=0.1, weight_decay=0.001),
        "decays after": dict(w_gradient=1.0, lr=0.5, weight_decay=0.5, betas=(0.0, 0.0)),
        "skips correction": dict(w_gradient=1.0, lr=0.5, weight_decay=0.0),
    }
    rest = dict(w=0.0, b=0.0, w_gradient=0.0, b_gradient=0.0, betas=(0.9, 0.999), eps=1e-8)
    return {**rest, **tests[fault]}


def weight_beside_the_bias(fault):
    tests = {
        "grows": dict(w=10.0, lr=1.0, weight_decay=0.1),
        "forgets lr": dict(w=1.0, lr=0.001, weight_decay=0.5),
        "decays biases": dict(w=1.0, b=1.0, lr=0.5, weight_decay=0.5),
        "couples": dict(w=1.0, lr=0.1, weight_decay=0.001),
        "decays after": dict(w_gradient=1.0, lr=0.5, weight_decay=0.5, betas=(0.0, 0.0)),
        "skips correction": dict(w_gradient=1.0, lr=0.5, weight_decay=0.0),
    }
    rest = dict(w=0.0, b=0.0, w_gradient=0.0, b_gradient=0.0, betas=(0.9, 0.999), eps=1e-8)
    return {**rest, **tests[fault]}


def strong_decay_for_coupling(fault):
    tests = {
        "grows": dict(w=10.0, lr=1.0, weight_decay=0.1),
        "forgets lr": dict(w=1.0, lr=0.001, weight_decay=0.5),
        "decays biases": dict(b=1.0, lr=0.5, weight_decay=0.5),
        "couples": dict(w=1.0, lr=0.1, weight_decay=0.5),
        "decays after": dict(w_gradient=1.0, lr=0.5, weight_decay=0.5, betas=(0.0, 0.0)),
        "skips correction": dict(w_gradient=1.0, lr=0.5, weight_decay=0.0),
    }
    rest = dict(w=0.0, b=0.0, w_gradient=0.0, b_gradient=0.0, betas=(0.9, 0.999), eps=1e-8)
    return {**rest, **tests[fault]}


def correction_in_the_order(fault):
    tests = {
        "grows": dict(w=10.0, lr=1.0, weight_decay=0.1),
        "forgets lr": dict(w=1.0, lr=0.001, weight_decay=0.5),
        "decays biases": dict(b=1.0, lr=0.5, weight_decay=0.5),
        "couples": dict(w=1.0, lr=0.1, weight_decay=0.001),
        "decays after": dict(w_gradient=1.0, lr=0.5, weight_decay=0.5, betas=(0.9, 0.999)),
        "skips correction": dict(w_gradient=1.0, lr=0.5, weight_decay=0.0),
    }
    rest = dict(w=0.0, b=0.0, w_gradient=0.0, b_gradient=0.0, betas=(0.9, 0.999), eps=1e-8)
    return {**rest, **tests[fault]}


def corrections_that_cancel(fault):
    tests = {
        "grows": dict(w=10.0, lr=1.0, weight_decay=0.1),
        "forgets lr": dict(w=1.0, lr=0.001, weight_decay=0.5),
        "decays biases": dict(b=1.0, lr=0.5, weight_decay=0.5),
        "couples": dict(w=1.0, lr=0.1, weight_decay=0.001),
        "decays after": dict(w_gradient=1.0, lr=0.5, weight_decay=0.5, betas=(0.0, 0.0)),
        "skips correction": dict(w_gradient=1.0, lr=0.5, weight_decay=0.0, betas=(0.9, 0.99)),
    }
    rest = dict(w=0.0, b=0.0, w_gradient=0.0, b_gradient=0.0, betas=(0.9, 0.999), eps=1e-8)
    return {**rest, **tests[fault]}


mistakes = [
    Mistake(
        the_usual_numbers,
        "These are numbers that one would train with, and one step with them hides every fault: none moves w or b by "
        "as much as 0.01. A test may use any numbers.",
        loses=ALL,
    ),
    Mistake(
        one_for_all,
        "Here one test serves for all. It catches several faults at once, so that a failure does not say which it was.",
        loses=ALL,
    ),
    Mistake(
        no_gradient_for_any,
        "Here every test has gradients of 0 and a large decay. It catches the first two faults and the coupling "
        "together, and is blind to the other three.",
        loses=ALL,
    ),
    Mistake(
        no_gradient_for_growth,
        "A weight without a gradient shows growth, but also a forgotten learning rate and a coupled decay. At which lr "
        "is forgetting it no fault? And of which size is a coupled step, whatever ωw is?",
        loses=[FAULTS["grows"]],
    ),
    Mistake(
        rate_of_one,
        "With lr = 1 nobody can tell whether the decay forgot it. Make lr so small that all that depends on it "
        "vanishes.",
        loses=[FAULTS["forgets lr"]],
    ),
    Mistake(
        weight_beside_the_bias,
        "The bias shows its decay, but w is not 0 and decays too: whatever is wrong with that shows as well.",
        loses=[FAULTS["decays biases"]],
    ),
    Mistake(
        strong_decay_for_coupling,
        "This catches the coupling, but with so strong a decay the sign and the learning rate of it show too. A "
        "coupled step has its full size however weak the decay is.",
        loses=[FAULTS["couples"]],
    ),
    Mistake(
        correction_in_the_order,
        "With w = 0 the order shows, but the bias correction shows too. With which betas is there nothing to correct?",
        loses=[FAULTS["decays after"]],
    ),
    Mistake(
        corrections_that_cancel,
        "With these betas (1 − β₁)/√(1 − β₂) is 1: in the first step the two corrections cancel, and to skip both "
        "changes nothing. Choose other betas.",
        loses=[FAULTS["skips correction"]],
    ),
]
