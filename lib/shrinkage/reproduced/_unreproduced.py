"""What is quoted, and what did not come out."""

from shrinkage.reproduced.result import Unreproduced

ROWS = (
    Unreproduced(
        "overfitting",
        "With as many examples as features, $n = d = 500$, the shortest least-squares fit has a test error above 1000",
        "",
        "Dropped. The expectation is infinite there, and what single draws give is anything: see below.",
    ),
    Unreproduced(
        "l1",
        "On the lasso's path of the diabetes data, s3 leaves at step 10 and returns at 12",
        "",
        "Corrected. It leaves in move 11 and returns in move 12, counted from 1 (counted from 0: at knots 10 and 11).",
    ),
    Unreproduced(
        "dropout",
        "MNIST test error in %: plain 1.60, dropout 1.35, with ReLU 1.25, with max-norm 1.06, with 8192 units 0.95",
        "srivastava2014dropout",
        "Quoted from the paper. It takes all of MNIST and networks of thousands of units; our "
        "measurements are on MNIST-1D.",
    ),
    Unreproduced(
        "dropout",
        "Test accuracy of a convolutional network on MNIST-1D: 94 %",
        "greydanus2024scaling",
        "Quoted. Within the time that this page has, a network of the published shape stayed a few points below.",
    ),
    Unreproduced(
        "bayes",
        "The total squared errors of the batting averages, printed as 0.077 and 0.022",
        "efron1977stein",
        "Not to the last digit: from the table of averages the same formulas give what stands above. The "
        "quotient is the same.",
    ),
    Unreproduced(
        "weight_decay",
        "On CIFAR-10 the good pairs of learning rate and λ form a diagonal for Adam with L2, and a box for AdamW",
        "loshchilov2019decoupled",
        "Not on CIFAR-10. The chapter repeats it on small networks, and finds that it takes "
        "normalisation and the paper's "
        "scaling.",
    ),
    Unreproduced(
        "robustness",
        "3 against 8 with a strong L2 penalty: test error 20 %",
        "",
        "It comes out at the split above, and is no result: with a free intercept it depends on the balance of the "
        "classes in the training set. See below.",
    ),
    Unreproduced(
        "robustness",
        "WEISSI improves generalization and adversarial robustness on image data",
        "liu2020improve",
        "Quoted. Proven here is what it is invariant to.",
    ),
)
